# What stands around every page.
product = Landfall
page-title = { $title } · Landfall
room-missing = The missing
skip = Skip to the content
languages = Language
pages = Pages of this room
looking-at = You are looking at:
purpose-situation = published records of deadly incidents, for everyone to see
purpose-register = a register of missing people, for tracing and identification
purpose-about = how these pages are made
page-situation = Situation
page-missing = Missing people
page-remains = Remains
page-hypotheses = Hypotheses
page-about = Sources and methods
foot-local = These pages are shown on this computer only. Nothing on them is asked of any other computer.
foot-named = These pages come from this node alone. Nothing on them is asked of any other computer.

attribution-dated = Incidents: { $source } ({ $licence }), extract of { $date }.
attribution-newest = Incidents: { $source } ({ $licence }), date of extract not known; newest record of { $date }.
attribution-undated = Incidents: { $source } ({ $licence }), date of extract not known.
source = Source
source-label = Source:
licence-label = Licence:

# Problems
not-found-title = There is no such page
not-found-text = The address may be mistyped, or the record may not be in what this node shows.
bad-filter-title = This filter cannot be read
bad-filter-text = “{ $found }” is not a year. Choose a year from the list.
too-long-title = The address is too long
too-long-text = It is longer than any address that these pages make. Begin again from the situation.
budget-spent-title = You have read more than is usual
budget-spent-text = Reading stops here until a colleague who is an auditor or a coordinator releases it. They see how much it was, and not what.
our-fault-title = Something went wrong on our side
our-fault-text = The page could not be made. Nothing of yours is lost. Try again.
form-not-ours-title = This form was not taken
form-not-ours-text = To protect you, only forms of these very pages are taken. Yours came from elsewhere, or its page was open for too long. Open the page again and send the form once more.
not-signed-in-title = You have to sign in
not-signed-in-text = This address is for people who work with this node. Sign in, or send the token of your program.

# Numbers and dates
not-recorded = not recorded
list-separator = {", "}
date-unknown = date not known
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
people-count = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
incident-count = { $n ->
    [one] { $n } incident
   *[other] { $n } incidents
}

# Lists
pager-rows = { $first } to { $last } of { $of }
pager-previous = Earlier page
pager-next = Next page

# About
about-title = Sources and methods
about-lead = Where the data come from, how a weight is to be read, and what these pages do not say.
about-data-title = The incidents
about-data-limits = Nobody counts every death on the way. The numbers are what was reported and could be found again: they are a lower bound. A blank in the source stays unknown here; it is never counted as zero.
about-map-title = The map
about-map = Outlines: Natural Earth (public domain), with boundaries as they are in fact administered. Boundaries of areas without a country code are drawn dashed.
about-weights-title = How a weight is to be read
about-weights = Every item of evidence compares two explanations: the remains are the missing person, or they are someone else. Its weight is a power of ten: +3 means that what was found is a thousand times more probable if they are the missing person; −3 means a thousand times less. Weights of one pair of explanations are added to a stated prior. Weights of different pairs are never added together.
about-verdict = A computer decides nothing about a person. What it shows is for and against, and what is still missing. People review it and sign.
about-languages-title = Languages
about-languages = The French, Spanish and Arabic texts were written with care, but no native speaker has checked them yet. Tell whoever runs this node where a text is wrong or hard to read.
about-privacy-title = Who can see this
about-privacy = These pages ask nothing of any other computer than the node that shows them. Whoever signs in gets a cookie for the session, which ends with the browser, and one by which this browser is known again when somebody signs in; no page of another site sees either. The records of people lie sealed in the node. Before a page shows one, the node writes down who opened it, when, what for and by which page; auditors read that.

# Who is signed in
frame-signed-in = Signed in as { $name }
frame-role = Acting as
frame-role-switch = Act as
frame-account = Your account
frame-sign-out = Sign out
frame-sign-in = Sign in
frame-working-for = You are working for:
work-tracing = tracing missing people
work-forensic = identifying remains
work-protection = protecting people at risk
work-documentation = documenting violations
work-oversight = watching over returns and detention
work-knowledge = what everybody may know
