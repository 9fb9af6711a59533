# The situation
situation-title = The situation
situation-lead = From { $first } to { $last }, { $incidents ->
    [one] { $incidents } recorded incident tells
   *[other] { $incidents } recorded incidents tell
} of { $people } people who died or went missing on their way. The true number is higher: many deaths are never recorded.
situation-lead-year = In { $first }, { $incidents ->
    [one] { $incidents } recorded incident tells
   *[other] { $incidents } recorded incidents tell
} of { $people } people who died or went missing on their way. The true number is higher: many deaths are never recorded.
situation-lead-empty = No incident is shown.
situation-empty = No incidents have been read yet. Import the file of the Missing Migrants Project, then start the program again:
situation-empty-filtered = No recorded incident fits this filter. That does not mean that nothing happened.

filter-year = Year
filter-region = Region
filter-route = Route
filter-cause = Cause of death
any-year = All years
any-region = All regions
any-route = All routes
any-cause = All causes
filter-chosen = { $name }: { $value }
filter-show = Show
filter-all = Show all

figure-dead = People found dead
figure-missing = People missing, at least
figure-origin-unknown = Country of origin not known
figure-cause-unknown = Cause of death not known
figure-not-told = { $n ->
    [one] not told for { $n } of { $of } incidents
   *[other] not told for { $n } of { $of } incidents
}
figure-of-incidents = { $n ->
    [one] { $n } of { $of } incidents
   *[other] { $n } of { $of } incidents
}

# The map
map-title = Where
map-name = Map of recorded incidents
map-drawing = { $n ->
    [one] Map of { $n } recorded incident. A circle's area grows with the number of dead and missing.
   *[other] Map of { $n } recorded incidents, gathered into circles. A circle's area grows with the number of dead and missing.
}
map-size-note = A circle's area grows with the number of dead and missing.
map-boundaries = The boundaries and names shown do not imply endorsement or acceptance.
map-cumulative = { $n ->
    [one] { $n } record with { $people } people is a sum over a period, not one event: it is in the totals, but not on this map of single days.
   *[other] { $n } records with { $people } people are sums over a period, not one event each: they are in the totals, but not on this map of single days.
}
map-without-point = { $n ->
    [one] { $n } incident has no point that can be read and is not on the map.
   *[other] { $n } incidents have no point that can be read and are not on the map.
}
map-point-in-doubt = { $n ->
    [one] { $n } point is in doubt: it is shown where it was recorded, and its page says why.
   *[other] { $n } points are in doubt: they are shown where they were recorded, and their pages say why.
}
map-as-table = The same incidents as a table
map-unknown-number = number not known
map-legend-disputed = boundary of an area without a country code
map-dead-and-missing = dead and missing
map-unknown-place = place not recorded
map-unknown-source = not recorded
map-source = Source
map-in-incidents = { $n } incidents
map-more = and { $n } more
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-close = Close
map-scroll-help = Hold Ctrl and scroll to zoom the map
map-scroll-help-mac = Hold ⌘ and scroll to zoom the map
map-touch-help = Use two fingers to move the map

# Totals
legend-dead = found dead
legend-missing = missing, at least
legend-unknown = not known
column-dead = Found dead
column-missing = Missing, at least
column-total = Dead and missing
column-incidents = Incidents
column-missing-blank = Incidents without a number of missing
column-share = Share
all-incidents = All
by-year-title = By year
by-year-head = Year
by-year-unknown = { $n ->
    [0] The day is known for every incident.
    [one] The day is not known for { $n } incident ({ $percent }); its year is.
   *[other] The day is not known for { $n } incidents ({ $percent }); their year is.
}
by-region-title = By region
by-region-head = Region of the incident
by-region-unknown = { $n ->
    [0] The region is recorded for every incident.
    [one] The region is not recorded for { $n } incident ({ $percent }).
   *[other] The region is not recorded for { $n } incidents ({ $percent }).
}
by-route-title = By route
by-route-head = Migration route
by-route-unknown = { $n ->
    [0] The route is recorded for every incident.
    [one] The route is not recorded for { $n } incident ({ $percent }).
   *[other] The route is not recorded for { $n } incidents ({ $percent }).
}
by-cause-title = By cause of death
by-cause-head = Cause of death
by-cause-unknown = { $n ->
    [0] The cause is known for every incident.
    [one] The cause is mixed or not known for { $n } incident ({ $percent }).
   *[other] The cause is mixed or not known for { $n } incidents ({ $percent }).
}

unknown-title = What is not known
unknown-lead = The share of incidents for which the source does not say. A blank is never counted as zero.
unknown-head = Not recorded
unknown-dead = How many were found dead
unknown-missing = How many are missing
unknown-both = How many died or are missing
unknown-sex = How many were women, how many men
unknown-children = How many were children
unknown-survivors = How many survived
unknown-origin = Country of origin
unknown-cause = Cause of death
unknown-route = Route
unknown-region = Region
unknown-country = Country of the incident
unknown-day = Day
unknown-point = Point on the map
unknown-point-in-doubt = A point is recorded, but it is in doubt

data-title = The data
download-csv = Download these incidents as a table (CSV)
download-geojson = Download these incidents as a map layer (GeoJSON)

# Incidents
incidents-title = { $n ->
    [one] { $n } incident
   *[other] { $n } incidents
}
incidents-empty = No recorded incident fits this filter. That does not mean that nothing happened.
incidents-back = All incidents
column-date = Date
column-people = Dead and missing
column-place = Place
column-region = Region
column-cause = Cause of death
column-source = Source
incident-title = Incident
incident-lead = { $date }. Dead and missing: { $people }.
incident-lead-unknown = { $date }. How many died or are missing was not recorded.
incident-links = Where it can be read
incident-cumulative = This record is a sum over a period or an area, not one event. It is in the totals, but not on the map of single days.
incident-negative = A number below zero takes back what another part of the same event had counted. Only the sum over the event has a meaning.
incident-point = { $latitude }, { $longitude } (known to about { $km } km)
doubt-whole-degrees = The point is written in whole degrees: its decimals may have been lost, and the place may lie a hundred kilometres away.
doubt-swapped = Latitude and longitude seem to be swapped. The point is shown as it was recorded.
doubt-far-from-country = The point lies far outside the country of the incident. It is shown as it was recorded.
doubt-unreadable = The point could not be read; the incident is not on the map.
presumed = { $name } (presumed)
fact-dead = Found dead
fact-missing = Missing, at least
fact-total = Dead and missing
fact-survivors = Survivors
fact-females = Women and girls among the dead and missing
fact-males = Men and boys among the dead and missing
fact-children = Children among the dead and missing
fact-date = Date
fact-causes = Cause of death
fact-location = Place, as the source writes it
fact-country = Country
fact-region = Region
fact-point = Point
fact-route = Route
fact-origin-countries = Countries of origin
fact-origin-regions = Regions of origin
fact-source = Reported by
fact-quality = Quality of the source, from 1 (one media report) to 5 (official or confirmed)
fact-main-id = Event that the record belongs to

# The source's own categories
cause-drowning = Drowning
cause-hazardous-transport = Vehicle accident or hazardous transport
cause-harsh-conditions = Harsh conditions: lack of shelter, food or water
cause-sickness = Sickness or lack of health care
cause-violence = Violence
cause-accident = Accident
cause-mixed-or-unknown = Mixed or not known
cause-several = Several causes in one record
region-caribbean = Caribbean
region-central-america = Central America
region-central-asia = Central Asia
region-eastern-africa = Eastern Africa
region-eastern-asia = Eastern Asia
region-eastern-europe = Eastern Europe
region-europe = Europe
region-latin-america-caribbean = Latin America and the Caribbean
region-mediterranean = Mediterranean
region-middle-africa = Middle Africa
region-north-america = North America
region-northern-africa = Northern Africa
region-northern-europe = Northern Europe
region-south-america = South America
region-south-eastern-asia = South-eastern Asia
region-southern-africa = Southern Africa
region-southern-asia = Southern Asia
region-southern-europe = Southern Europe
region-sub-saharan-africa = Sub-Saharan Africa
region-western-africa = Western Africa
region-western-asia = Western Asia
region-western-southern-asia = Western or Southern Asia
region-mixed = Mixed
region-unknown = Unknown
route-afghanistan-to-iran = Afghanistan to Iran
route-bay-of-bengal-andaman-sea = Bay of Bengal and Andaman Sea
route-belarus-eu-border = Border between Belarus and the EU
route-caribbean-to-central-america = Caribbean to Central America
route-caribbean-to-us = Caribbean to the United States
route-central-mediterranean = Central Mediterranean
route-darien = Darién
route-dominican-republic-to-puerto-rico = Dominican Republic to Puerto Rico
route-drc-to-uganda = DR Congo to Uganda
route-eastern-mediterranean = Eastern Mediterranean
route-eastern-route-to-from-ehoa = Eastern Route to and from the East and Horn of Africa
route-english-channel-to-the-uk = English Channel to the United Kingdom
route-haiti-to-dominican-republic = Haiti to the Dominican Republic
route-horn-of-africa-route = Horn of Africa
route-iran-to-t-rkiye = Iran to Türkiye
route-italy-to-france = Italy to France
route-mainland-europe-to-the-uk = Mainland Europe to the United Kingdom
route-naf-river-crossing = Naf River
route-northern-route-from-ehoa = Northern Route from the East and Horn of Africa
route-route-to-southern-africa = Route to Southern Africa
route-sahara-desert-crossing = Sahara Desert
route-sea-crossings-to-mayotte = Sea crossings to Mayotte
route-syria-to-t-rkiye = Syria to Türkiye
route-t-rkiye-europe-land-route = Land route from Türkiye to Europe
route-ukraine-to-europe = Ukraine to Europe
route-us-mexico-border-crossing = Border between Mexico and the United States
route-venezuela-to-caribbean = Venezuela to the Caribbean
route-western-africa-atlantic-route-to-the-canary-islands = Atlantic route from Western Africa to the Canary Islands
route-western-balkans = Western Balkans
route-western-mediterranean = Western Mediterranean

# The pedigree
sex-male = man
sex-female = woman
sex-unknown = sex not known
pedigree-generation = Generation { $n }
pedigree-person = { $name }: { $facts }
pedigree-typed = DNA typed
pedigree-untyped = no DNA typed
pedigree-sought = the person sought
pedigree-child-of-two = child of { $first } and { $second }
pedigree-child-of-one = child of { $first }
pedigree-twin-of = identical twin of { $name }
pedigree-name = Family { $family }: who descends from whom
pedigree-in-words = The same in words

# The register
no-register = This node holds no register yet. A register is a folder of tables; the first command writes templates for them, the second takes in what they hold:
missing-title = { $n ->
    [one] { $n } missing person
   *[other] { $n } missing people
}
missing-empty = The register holds no missing person yet. Add rows to missing.csv, then start again.
remains-title = { $n ->
    [one] { $n } set of remains
   *[other] { $n } sets of remains
}
remains-empty = The register holds no remains yet. Add rows to remains.csv, then start again.
remains-word = Remains
remains-one = Remains { $id }
column-name = Name
column-family = Family
column-sex = Sex
column-age = Age when last seen
column-last-seen = Last seen
column-last-place = Where last seen
column-relatives = Relatives with DNA
column-best = Highest probability
column-remains = Remains
column-age-at-death = Age at death
column-found = Found
column-found-place = Where found
column-markers = Markers typed
column-hypotheses = Hypotheses
column-marker = Marker
column-alleles = Alleles
no-hypothesis = none above the threshold
not-typed = not typed
not-computed = not computed
age-years = { $age } years
age-from = { $from } years or older
age-range = { $from } to { $to } years
sex-reading = { $sex } ({ $by })
sex-readings-differ = readings differ
read-by-family = told by the family
read-by-document = from documents
read-by-bones = from bones
read-by-amelogenin = from amelogenin
person-told = What is told
person-family = Family
remains-read = What was read
remains-profile = DNA profile
profile-empty = There is no DNA to compare.
record-hypotheses = { $n ->
    [0] No hypothesis lies above the threshold.
    [one] { $n } hypothesis for people to judge.
   *[other] { $n } hypotheses for people to judge.
}
record-see-hypotheses = See below
record-no-hypothesis = No hypothesis about this record reaches the threshold. That does not mean that there is none: the relative who could show it may not have given a sample yet.
relatives-typed = { $n ->
    [0] none with DNA on record
    [one] { $n } with DNA on record
   *[other] { $n } with DNA on record
}
markers-typed = { $n } of { $of }
fact-name = Name
fact-sex = Sex
fact-born = Born
fact-age-last-seen = Age when last seen
fact-last-seen = Last seen
fact-last-place = Where last seen
fact-circumstances = Circumstances
fact-family = Family
fact-relatives = Relatives
fact-population = Population of the frequencies
fact-age-at-death = Age at death
fact-found = Found
fact-found-place = Where found
fact-markers = Markers typed

# Hypotheses
hypotheses-title = { $n ->
    [one] { $n } hypothesis
   *[other] { $n } hypotheses
}
hypotheses-lead = { $missing } missing people were compared with { $remains } sets of remains: { $pairs } pairs, each with a prior of { $prior }. Shown is what reaches a probability of { $threshold }.
hypotheses-empty = No pair reaches the threshold. A lower threshold or more relatives’ samples may show more.
column-missing-person = Missing person
column-posterior = Probability
column-weight = Weight
column-strength = Strength
column-alternative = Strongest other explanation
one-in = 1 in { $n }
warnings-title = To look at first
warning-same-person = { $first } and { $second } have the profile of one person (weight { $weight }): found twice, mixed up, contaminated, or identical twins.
warning-not-computed = The DNA of family { $family } could not be computed; its pairs were weighed without it. Reason: { $reason }
warning-contradicts = The typed people of family { $family } contradict the pedigree at { $markers }. Check who is related to whom, and the samples.
warning-found-before = Remains { $remains } were found before { $missing } was last seen. One of the two dates is wrong, or the hypothesis is.
warning-not-stationary = { $n ->
    [one] At { $n } marker the mutation model changes the frequencies a little from generation to generation; the pedigree is computed as it is drawn.
   *[other] At { $n } markers the mutation model changes the frequencies a little from generation to generation; the pedigree is computed as it is drawn.
}
profile-of-person = { $person } of family { $family }
parameters-title = Parameters
parameter-name = Parameter
parameter-value = Value

# One hypothesis
hypothesis-title = Are remains { $remains } those of { $name }?
hypothesis-odds = From a prior of { $prior }, the evidence leads to a probability of { $posterior }.
hypothesis-not-decided = This is a hypothesis; people decide.
ratio-for = What was found is { $times } times more probable if these are the remains of this person than if they are those of someone unrelated.
ratio-against = What was found is { $times } times less probable if these are the remains of this person than if they are those of someone unrelated.
ratio-nothing = What was found says nothing about whether these are the remains of this person or of someone unrelated.
ratio-excluded = What was found cannot occur if these are the remains of this person.
excludes = excludes
weight-for = for
weight-against = against
weight-nothing = says nothing
strength-for = { $level ->
    [weak] weak, for
    [moderate] moderate, for
    [moderately-strong] moderately strong, for
    [strong] strong, for
    [very-strong] very strong, for
    [extremely-strong] extremely strong, for
   *[none] hardly says anything
}
strength-against = { $level ->
    [weak] weak, against
    [moderate] moderate, against
    [moderately-strong] moderately strong, against
    [strong] strong, against
    [very-strong] very strong, against
    [extremely-strong] extremely strong, against
    [excluded] excludes
   *[none] hardly says anything
}
explanation-same = These are the remains of { $name }
explanation-other = These are the remains of { $relation }
basis-items = all items, against someone unrelated
basis-items-and-dna = all items, against someone unrelated; DNA alone { $dna }
basis-dna = DNA alone, against someone unrelated
no-alternative = Another close relative
no-alternative-note = No close relative could be tried as another explanation: there is no DNA to compare.
weights-title = From prior to probability
weights-lead = Each bar is one item; its length is its weight in powers of ten. The upright line marks even odds.
weights-nothing = These say nothing either way:
prior = Prior
posterior = Probability
column-item = Item
column-way = Way
item-dna = DNA
item-sex = Sex
item-age = Age
item-source = Formula:
alternative-close = Another explanation fits about as well, or better: { $relation }. This evidence cannot tell the two apart.
alternatives-title = Other explanations
alternatives-lead = The same evidence, if the remains were those of a close relative instead. Compare DNA alone with DNA alone.
column-explanation = The remains are those of
column-basis = Weighed by
relation-full-sibling = a full brother or sister of the missing person
relation-half-sibling-same-father = a half brother or sister, same father
relation-half-sibling-same-mother = a half brother or sister, same mother
relation-uncle-or-aunt-fathers-side = an uncle or aunt on the father’s side
relation-uncle-or-aunt-mothers-side = an uncle or aunt on the mother’s side
relation-nephew-or-niece = a nephew or niece
relation-first-cousin-fathers-side = a first cousin on the father’s side
relation-first-cousin-mothers-side = a first cousin on the mother’s side
relation-another-missing = another missing person of the family: { $id }
markers-title = Marker by marker
help-title = What is missing, and what would help most
helps-typed = { $relatives ->
    [one] { $markers } of { $of } markers were typed in the remains; { $relatives } relative was typed.
   *[other] { $markers } of { $of } markers were typed in the remains; { $relatives } relatives were typed.
}
help-lacking = Not recorded:
lacking-sex-of-the-missing-person = sex of the missing person
lacking-sex-of-the-remains = sex of the remains
lacking-age-of-the-missing-person = age of the missing person
lacking-age-at-death = age at death
help-lead = A sample of these relatives would help, most of all the first:
help-nobody = No relative in the pedigree is left who could add much; a relative who is not drawn yet might.
help-shared = shares { $share } of their genome with the missing person, on average
