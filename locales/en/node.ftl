# The node itself: locked, unlocked, opening itself.
node-state-locked = Node { $name }: locked.
node-state-computing = Node { $name }: unlocked, comparing its records.
node-state-open = Node { $name }: unlocked.
node-state-unlock = Unlock

node-locked-title = This register is locked
node-locked-text = The records lie in this node in sealed form. Whoever holds a key can unlock them. Until then only what is published is shown here.
node-locked-onward = Unlock the register

being-computed-title = The records are being compared
being-computed-text = Every missing person is compared with all remains. The pages of the register show what was found as soon as it is done. There is nothing you need to do meanwhile.
being-computed-steps = Steps done: { $done } of { $total }
being-computed-beginning = The first step has begun.
being-computed-onward = Look again

register-unreadable-title = The register cannot be compared
register-unreadable-text = The records were opened, but they do not make a register that can be compared. Nothing of them is lost. The program says:

renewing-title = Records have come or changed.
renewing = They are being compared now; what is shown is from before. { $steps }

unlock-title = Unlock the register
unlock-lead = Your passphrase opens this node, until somebody locks it or the program ends. To see records, each person then signs in.
unlock-holder = Holder of the key
unlock-holder-hint = The name that your key was made for. Leave this empty where the node has one holder only.
unlock-passphrase = Passphrase
unlock-passphrase-hint = It goes to this node only and is written down nowhere. Each attempt takes a moment.
unlock-button = Unlock
unlock-refused-title = The register stays locked
unlock-refused = No key opens with this name and this passphrase. Check both: capital letters, the language of the keyboard, spaces at the end.
unlock-busy = Other attempts are being made at this moment. Wait a little, then try again.
unlock-failed = The name and the passphrase are right, but the register could not be unlocked. The window in which the program runs says why.
unlock-again-title = The register is unlocked
unlock-again-text = There is nothing to do here. To lock it, type this command on the node’s computer:

notice-unattended-title = This node opens itself.
notice-unattended = Whoever takes the node’s computer or its disk can read all that machines compare here: names, dates, places, descriptions, DNA profiles. This was chosen when the node was made. A passphrase would protect them.
notice-demo-title = A demonstration.
notice-demo = The families, missing people and remains in this register are made up, and it opens itself. The recorded incidents are real.
notice-closed-title = Not all records open.
notice-closed = { $count ->
    [one] One record of this node does not open: its key or its content is damaged or gone. It is
   *[other] { $count } records of this node do not open: their keys or their contents are damaged or gone. They are
} in no list and in no comparison here. The command “landfall verify” says more.

circumstances-sealed = sealed where recorded: only a member of the organisation can open it

# Looking around in a demonstration
look-around-title = Look around in the demonstration
look-around-lead = All people, records and colleagues here are made up. Choose as whom you look around: each sees what such a colleague sees, and nothing else.
look-around-as = Look around as { $role }
look-around-immigration-enforcement = of an immigration office, to see what is refused
