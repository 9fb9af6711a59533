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
situation-empty = No incidents have been read yet. Import the file of the Missing Migrants Project, then open this page again:
situation-empty-filtered = No recorded incident fits this filter. That does not mean that nothing happened.

filter-year = Year
filter-region = Region
filter-route = Route
filter-cause = Cause of death
any-year = All years
any-region = All regions
any-route = All routes
any-cause = All causes
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
    [one] The day is not known for { $n } incident ({ $percent }); its year is.
   *[other] The day is not known for { $n } incidents ({ $percent }); their year is.
}
by-region-title = By region
by-region-head = Region of the incident
by-region-unknown = { $n ->
    [one] The region is not recorded for { $n } incident ({ $percent }).
   *[other] The region is not recorded for { $n } incidents ({ $percent }).
}
by-route-title = By route
by-route-head = Migration route
by-route-unknown = { $n ->
    [one] The route is not recorded for { $n } incident ({ $percent }).
   *[other] The route is not recorded for { $n } incidents ({ $percent }).
}
by-cause-title = By cause of death
by-cause-head = Cause of death
by-cause-unknown = { $n ->
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
