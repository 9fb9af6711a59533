# Accounts: signing in, joining, one's own account, colleagues, who opened what.
purpose-accounts = accounts: who works with this register
page-account = Your account
page-people = Colleagues
page-audit = Who opened what

# Forms
form-fault-title = Please look at this again
form-fault-tab = To correct: { $title }
form-optional = (may stay empty)
once-hint = This page shows it once. No page shows it again.
once-link = Link, for one use
once-onward = Done, go on
moment = { $date }, { $time } UTC
column-roles = Roles
column-status = Status
column-since = Since
column-acts = What you can do
column-purpose = Purpose

# Words for people
status-invited = invited, not confirmed yet
status-confirmed = confirmed
status-revoked = account taken away
role-told = { $role }: { $sees }
role-family = family
role-family-sees = follows its own report.
role-tracing-officer = tracing officer
role-tracing-officer-sees = opens and writes the reports of missing people, also what families told in confidence, and gives families the codes with which they follow.
role-forensic-analyst = forensic analyst
role-forensic-analyst-sees = works with remains and DNA profiles and sees the facts about missing people; not what was told in confidence.
role-case-worker = case worker
role-case-worker-sees = opens and writes what people told in order to be protected, as far as they agree to it.
role-monitor = monitor
role-monitor-sees = opens and writes what the organisation observes and documents.
role-editor = editor
role-editor-sees = keeps what everybody may read; opens no record about a person.
role-coordinator = coordinator
role-coordinator-sees = invites and confirms colleagues, takes accounts away, makes agreements with partners; opens no record about a person.
role-auditor = auditor
role-auditor-sees = sees who opened what, when and why; not what stands in it.
role-administrator = administrator
role-administrator-sees = runs the node and its accounts; opens no record.
role-visitor = visitor
role-visitor-sees = reads what is published.
role-machine = part of the program
role-machine-sees = compares and proposes; decides nothing.
browser-on = { $browser } on { $system }
browser-unknown = a browser that does not say its name

# Signing in and out
account-name = Name
account-password = Password
sign-in-title = Sign in
sign-in-lead = For people who work with this register.
sign-in-name-hint = The name you chose when you joined.
sign-in-button = Sign in
sign-in-refused = This name and this password do not open an account. Check both: capital letters, the language of the keyboard, spaces at the end.
sign-in-busy = Many attempts are being made at this moment. Wait a minute, then try again. A browser you have signed in with before is let through sooner.
sign-in-code-title = The code from your phone
sign-in-code-lead = Open the app that keeps your second factor. It shows a code for this node, a new one every 30 seconds.
sign-in-code-hint = Six digits, for example 123 456.
sign-in-code-button = Sign in
sign-in-code-refused = That did not open the account. Wait for the next code and type it in full. If it fails again, begin with name and password.
sign-in-again = Begin again with name and password
sign-in-stuck-title = You cannot get in?
sign-in-stuck-colleague = Password forgotten: ask a colleague who is coordinator or administrator. They give you a link for a new password.
sign-in-stuck-phone = Phone lost: ask them too. The link also lets you set up a new second factor.
sign-in-stuck-nobody = No colleague can be reached: turn to whoever runs this node. Nobody will ever ask you for your password.
sign-in-stuck-clock = The code never fits: the clock of your phone may be wrong. Set it to the time of the network.
sign-out-title = Sign out
sign-out-lead = You are signed in as { $name }. After this, this browser opens nothing of the register.
sign-out-button = Sign out
signed-out-title = You are signed out
signed-out-text = This browser opens nothing of the register any more. On a computer that others use too, close the window as well.
waiting-title = A colleague must confirm you
waiting-lead = Your account is made, { $name }. Until a colleague of { $organisation } confirms it, it opens nothing.
waiting-what = The person who invited you sees your name under “Colleagues”. There is nothing for you to do here.
waiting-tell = Tell them by a way you both trust, such as a call, that you have joined and under which name.
waiting-why = They confirm with their own key. Only then can your password open what is sealed. No computer can do this in their place.
waiting-meanwhile = Set up your second factor and keep your recovery key safe in the meantime.
waiting-again = Look again

# Passwords
password-new = New password
password-again = The same password again
password-present = Present password
password-hint = At least { $min } characters. Three or four words that nobody would put together are good. No digits or signs are asked for.
password-empty = Choose a password.
password-short = This password has { $length ->
    [one] { $length } character
   *[other] { $length } characters
}. Take at least { $min }; add a word.
password-name = This password has your name in it. Choose one that nobody would guess who knows you.
password-common = This password is among those that are tried first. Choose words that nobody would put together.
password-differs = The two passwords are not the same. Type both again.
password-wrong = This is not your present password. Check capital letters and the language of the keyboard.
password-strength-enough = Your password is long enough. A longer one would be better.
password-strength-good = Your password is good.
password-strength-strong = Your password is very strong.
password-lead = The new password holds from now on. Other browsers in which you are signed in are signed out.
password-button = Change the password
password-changed-title = Your password is changed
password-changed-lead = Sign in with the new one from now on. Your recovery key still holds.

# Recovery key
recovery-title = Your recovery key
recovery-lead = Write this key on paper now. It opens your part of the sealed records when the password is forgotten.
recovery-label = Recovery key
recovery-where = Keep it where nobody looks for it, away from this computer and from your phone. Take no picture of it.
recovery-without = Without it, a new password gives you the account back. The sealed records then stay shut until a colleague lets you in again.
recovery-kept = I have written it down
recovery-kept-fault = Write the key down first, then tick the box. No page shows it again.
recovery-button = Go on
recovery-renew-lead = You get a new recovery key, shown once.
recovery-renew-old = The old key opens nothing from then on. Destroy the paper.
recovery-renew-button = Make a new key

# Second factor
factor-heading = Second factor
factor-title = Set up the second factor
factor-lead = A stolen password alone then opens nothing: your phone must be there too.
factor-step-app = On your phone, open an app for one-time codes. Any will do, such as Aegis, FreeOTP or the one that keeps your passwords.
factor-step-scan = In the app, choose “add” and point the camera at this square.
factor-qr-label = QR code for the app on your phone; the same stands below in letters
factor-step-type = No camera? Type these letters in the app instead:
factor-same-device = The app is on this very device: open it here
factor-step-code = The app now shows six digits. Type them here, so that both are sure.
factor-code = Code
factor-code-hint = Six digits, for example 123 456. The app shows a new code every 30 seconds.
factor-code-wrong = This code does not fit. Wait for the next one and type it. If it fails again, the clock of your phone may be wrong.
factor-button = Confirm
factor-done-title = Your second factor is set up
factor-done-lead = From now on you are asked for a code after your password.
factor-done-phone = A browser on which you sign in often still asks each time.
factor-done-lost = If the phone is lost, ask a colleague who is coordinator or administrator for a link.
factor-anew-lead = A new second factor takes the place of the old one. First, your password.
factor-anew-button = Go on

# First start
welcome-title = Welcome to this node
welcome-lead = { $node } is made, and nobody works with it yet. Three steps make it safe to open.
welcome-sign-in = First sign in with the name and the passphrase given when the node was made.
welcome-step-factor = You set up a second factor, so that a stolen password alone opens nothing.
welcome-step-open = From then on the node may be served to other computers.
welcome-step-invite = You invite the first colleague.
welcomed-title = The node is ready
welcomed-lead = Your second factor is set up. The link that brought you here opens nothing any more.
welcomed-open = The node may now be served to other computers, with a certificate. Stop it and start it again with the address to listen on.
welcomed-second = Invite a second administrator soon. What takes two people cannot be done alone: erasing a record, for example.
welcomed-recovery = Make a recovery key on the page of your account, and keep it on paper.

# Joining
join-title = You are invited
join-lead = { $organisation } invites you to work with its register.
join-roles = This is what you are invited to do:
join-until = The invitation ends
join-name-hint = Not your own name: it stands in the log for good, beside everything you open. Small letters, digits and hyphens, for example north-lantern.
join-name-fault = A name has 3 to 32 small letters, digits and hyphens, and begins with a letter, for example north-lantern.
join-name-taken = This name cannot be taken. Choose another.
join-button = Join
reset-title = A new password
reset-lead = A colleague gave you this link. It works once.
reset-recovery-hint = The letters on your paper. With them you open the sealed records again at once. Without them, leave this empty.
reset-recovery-fault = This is not the recovery key of your account. Check each group, or leave the field empty.
reset-button = Set the password
reset-done-title = Your new password is set
reset-done-lead = Sign in with it now. All your other browsers are signed out.
reset-done-open = Your recovery key has opened your part of the sealed records again.
reset-done-closed = Without the recovery key the sealed records stay shut to you until a colleague lets you in again under “Colleagues”.

# One's own account
account-title = Your account
account-of = Your account: { $name }
account-organisation = Organisation
account-acting = You act as
account-acting-hint = You act in one role at a time. It decides what you see, and it stands in the log.
account-acting-button = Act in this role
account-acting-done = You now act as: { $role }.
account-factor-set = It is set up: you are asked for a code after your password.
account-factor-missing = It is not set up. Whoever learns your password gets in.
account-factor-unknown = Whether it is set up is not known while the node is locked.
account-factor-anew = Set up another phone
sessions-title = Where you are signed in
sessions-hint = End what you do not know, then change your password.
sessions-empty = Nowhere but here.
sessions-this = this browser
sessions-since = Signed in:
sessions-last = Last page:
sessions-end = End
sessions-ended = That browser is signed out. It opens nothing from its next page on.
account-more = Password, keys, programs
account-change-password = Change the password
account-change-password-hint = When somebody may have seen it.
account-recovery = New recovery key
account-recovery-hint = When the paper is lost, or somebody has seen it.
account-tokens = Programs that read in your name
account-tokens-hint = Give a program a token, or take it back.

# Tokens
tokens-lead = A program with a token reads what you may read, for one purpose, until a day. Everything it reads stands in the log under your name.
tokens-empty = No program reads in your name.
token-new = A new token
token-label = What it is for
token-label-hint = So that you know it again, for example: weekly figures for the board.
token-label-fault = Say in a few words which program it is for.
token-purpose-fault = Choose what the program reads for.
token-kinds = Kinds of records
token-kinds-hint = Choose as few as it needs. Nothing chosen: all kinds of this purpose.
token-kinds-all = all kinds of this purpose
token-kinds-fault = Choose the kinds of records that the program reads.
token-days = Days
token-days-hint = From 1 to { $max }. After that it opens nothing.
token-days-fault = Type a whole number from 1 to { $max }.
token-button = Make a token
token-until = Until
token-used = Last used:
token-unused = Never used
token-revoke = Take back
token-revoked = The token is taken back. It opens nothing any more.
token-issued-title = The new token
token-issued-lead = Copy it into the program now.
token-issued-label = Token
token-issued-until = It opens something until { $date }.
token-issued-header = The program sends it as “Authorization: Bearer …” with each request.
token-issued-audit = Whoever has it reads in your name. Give it to nobody, and take it back when the program is no longer used.

# Colleagues
people-title = { $n ->
    [one] { $n } colleague
   *[other] { $n } colleagues
}
people-empty = Nobody else is here yet. Invite a colleague: the first to come can confirm others with you.
people-self = you
people-waiting = Waiting to be confirmed
people-waiting-text = They have followed an invitation and chosen a name. Nothing opens for them before one of you confirms.
people-look = Look and confirm
people-turn-away = turn away
people-reset = new password
people-revoke = take the account away
invite-title = Invite a colleague
invite-lead = You get a link for one person, to hand over by a way you trust.
invite-roles = What will they do?
invite-roles-hint = Choose as few as the work needs. Each says what it opens.
invite-roles-fault = Choose at least one role.
invite-days = Days for which the link opens
invite-days-hint = From 1 to 30. A week is usual.
invite-days-fault = Type a whole number from 1 to 30.
invite-button = Make the link
invited-title = The invitation
invited-lead = Give this link to the one person it is for.
invited-how = Hand it over by a way that only this person reads. Not in a group.
invited-who = Whoever opens it first takes it, and it opens nothing alone.
invited-then = When they have joined, their name waits under “Colleagues” for somebody to confirm. Ask them by voice which name they chose.
confirm-title = Confirm { $name }
confirm-lead = You vouch that this is the person who was invited.
confirm-keys = With your key you give them the keys of the organisation. From then on they open what their roles open.
confirm-log = Your name stands beside it in the log for good.
confirm-known = I have asked the person, by voice or face to face, and this is the name they chose
confirm-known-fault = Ask the person first, by voice or face to face, then tick the box.
confirm-button = Confirm
confirmed-title = { $name } is confirmed
confirmed-text = From the next page on, { $name } opens what the roles open.
revoke-title = Take the account of { $name } away
revoke-lead = Do this when somebody leaves, or when their account may be in other hands.
revoke-now = It acts at once: from their next page on, nothing opens, in no browser and with no token.
revoke-keys = The keys of the organisation are made anew, so that theirs open nothing new.
revoke-before = What they have read or copied before cannot be called back. “Who opened what” shows it.
revoke-final = The account cannot be given back. The person can be invited again under another name.
revoke-reason = Reason
revoke-reason-hint = It stands in the log for good. Write nothing about other people.
revoke-reason-fault = Write why, in a few words.
revoke-button = Take the account away
revoked-title = The account of { $name } is taken away
revoked-text = { $name } opens nothing any more. The keys of the organisation are made anew.
reset-link-title = A new password for { $name }
reset-link-lead = You get a link with which this person sets a new password and a new second factor.
reset-link-know = Be sure that it is this person who asks: by voice or face to face, not by a message alone.
reset-link-sealed = With their recovery key they open the sealed records again at once. Without it, a colleague lets them in anew.
reset-link-log = All their browsers are signed out when the link is used. The log says that you made it.
reset-link-button = Make the link
reset-made-lead = Give this link to the person it is for. It works once.
reset-made-recovery = Remind them of their recovery key: the paper from the day they joined.

# Who opened what
audit-title = { $n ->
    [one] { $n } line
   *[other] { $n } lines
}: who opened what
audit-lead = Each line was written before anything was shown, and none can be taken out unseen.
audit-who = Who
audit-action = Did what
audit-what = Records
audit-route = By which way
audit-outcome = Outcome
audit-day = Day
audit-hour = Hour
audit-any-action = anything
audit-any-purpose = any purpose
audit-any-outcome = any outcome
audit-button = Show
audit-all = Show all lines
audit-empty = Nothing has been opened yet. A line appears here as soon as somebody, or a part of the program, reads a record.
audit-empty-filter = No line fits. That may mean that nothing happened, or that a name is written differently.
audit-alarm-text = Somebody read more in one go than usual, or a rule failed and therefore refused. Ask the person; if they do not know of it, take the account away.
audit-foot = An auditor sees which records were opened, not what stands in them. Times are to the hour, as the log keeps them.
outcome-allowed = opened
outcome-refused = refused
outcome-alarm = alarm
purpose-word-tracing = tracing
purpose-word-forensic = identification
purpose-word-protection = protection
purpose-word-documentation = documentation
purpose-word-oversight = oversight
purpose-word-knowledge = public knowledge
action-read = read
action-open = opened with the sealed part
action-list = listed
action-count = counted
action-export = took out
action-download = read a file
action-find = looked for
action-suggest = was shown a hint
action-notify = was told
action-write = wrote
action-append = wrote
action-attach = added a file
action-import = took in
action-propose = proposed
action-review = reviewed
action-decide = decided
action-deliver = handed over
action-consent = recorded a consent
action-hold = put on hold
action-erase = erased
action-read-log = looked at who read it
action-operate = ran the node
action-read-audit = looked at this page
action-invite = invited
action-confirm = confirmed a colleague
action-revoke = took an account away
action-agree = made an agreement
action-issue-code = gave a family a code
action-issue-token = gave a program a token
