#!/usr/bin/env python3
"""Speaks SMT-LIB on a pipe for PyPI's cvc5, which comes as a library without a program.

Reads commands from standard input and answers on standard output as the program `cvc5` does, as far as the
proofs of crates/firewall ask: `(reset)` starts afresh with a new solver, whose every answer therefore depends
on nothing asked before. `scripts/setup.sh prove` puts it into place.
"""

import sys

import cvc5

# the time for one question in milliseconds; what takes longer is answered `unknown`, which fails the proofs
LIMIT = "60000"
# commands that are answered: what was read until then is worked off
ASKS = ("(check-sat", "(get-", "(echo", "(exit")


class Session:
    """One solver, and the parser that feeds it."""

    def __init__(self):
        self.solver = cvc5.Solver()
        self.solver.setOption("tlimit-per", LIMIT)
        self.parser = cvc5.InputParser(self.solver)
        self.parser.setIncrementalStringInput(cvc5.InputLanguage.SMT_LIB_2_6, "pipe")

    def run(self, text):
        self.parser.appendIncrementalStringInput(text)
        while not (command := self.parser.nextCommand()).isNull():
            answer = command.invoke(self.solver, self.parser.getSymbolManager())
            sys.stdout.write(answer if isinstance(answer, str) else answer.decode())
        sys.stdout.flush()


def main():
    if "--version" in sys.argv[1:]:
        print(f"cvc5 of PyPI version {cvc5.__version__}")
        return
    session, waiting = Session(), []
    for line in sys.stdin:
        if line.strip() == "(reset)":
            session, waiting = Session(), []
            continue
        waiting.append(line)
        if line.startswith(ASKS):
            try:
                session.run("".join(waiting))
            except Exception as error:  # told in the words of SMT-LIB, so that the caller fails with them
                quoted = str(error).replace('"', '""')
                print(f'(error "{quoted}")', flush=True)
            waiting = []


if __name__ == "__main__":
    main()
