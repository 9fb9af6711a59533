# الوضع
situation-title = الوضع
situation-lead = من { $first } إلى { $last }، تتحدث { $incidents ->
    [zero] السجلات
    [one] حادثة مسجَّلة واحدة
    [two] حادثتان مسجَّلتان
    [few] { $incidents } حوادث مسجَّلة
    [many] { $incidents } حادثة مسجَّلة
   *[other] { $incidents } حادثة مسجَّلة
} عن أشخاص ماتوا أو فُقدوا في الطريق، وعددهم { $people }. والعدد الحقيقي أكبر، فكثير من الوفيات لا يُسجَّل أبدًا.
situation-lead-year = في { $first }، تتحدث { $incidents ->
    [zero] السجلات
    [one] حادثة مسجَّلة واحدة
    [two] حادثتان مسجَّلتان
    [few] { $incidents } حوادث مسجَّلة
    [many] { $incidents } حادثة مسجَّلة
   *[other] { $incidents } حادثة مسجَّلة
} عن أشخاص ماتوا أو فُقدوا في الطريق، وعددهم { $people }. والعدد الحقيقي أكبر، فكثير من الوفيات لا يُسجَّل أبدًا.
situation-lead-empty = لا توجد حوادث معروضة.
situation-empty = لم تُقرأ أي حوادث بعد. استورد ملف مشروع المهاجرين المفقودين، ثم شغّل البرنامج من جديد:
situation-empty-filtered = لا توجد حادثة مسجَّلة توافق هذا الفرز. ولا يعني هذا أن شيئًا لم يحدث.

filter-year = السنة
filter-region = المنطقة
filter-route = الطريق
filter-cause = سبب الوفاة
any-year = كل السنوات
any-region = كل المناطق
any-route = كل الطرق
any-cause = كل الأسباب
filter-chosen = { $name }: { $value }
filter-show = اعرض
filter-all = اعرض الكل

figure-dead = من عُثر عليهم أمواتًا
figure-missing = المفقودون، على الأقل
figure-origin-unknown = بلد الأصل غير معروف
figure-cause-unknown = سبب الوفاة غير معروف
figure-not-told = { $n ->
    [zero] مذكور في كل الحوادث وعددها { $of }
    [one] غير مذكور في حادثة واحدة من أصل { $of }
    [two] غير مذكور في حادثتين من أصل { $of }
    [few] غير مذكور في { $n } حوادث من أصل { $of }
    [many] غير مذكور في { $n } حادثة من أصل { $of }
   *[other] غير مذكور في { $n } حادثة من أصل { $of }
}
figure-of-incidents = { $n ->
    [zero] لا حوادث من أصل { $of }
    [one] حادثة واحدة من أصل { $of }
    [two] حادثتان من أصل { $of }
    [few] { $n } حوادث من أصل { $of }
    [many] { $n } حادثة من أصل { $of }
   *[other] { $n } حادثة من أصل { $of }
}

# الخريطة
map-title = أين
map-name = خريطة الحوادث المسجَّلة
map-drawing = { $n ->
    [zero] خريطة بلا حوادث.
    [one] خريطة لحادثة مسجَّلة واحدة. تكبر مساحة الدائرة مع عدد الموتى والمفقودين.
    [two] خريطة لحادثتين مسجَّلتين. تكبر مساحة الدائرة مع عدد الموتى والمفقودين.
    [few] خريطة فيها { $n } حوادث مسجَّلة، مجموعة في دوائر. تكبر مساحة الدائرة مع عدد الموتى والمفقودين.
    [many] خريطة فيها { $n } حادثة مسجَّلة، مجموعة في دوائر. تكبر مساحة الدائرة مع عدد الموتى والمفقودين.
   *[other] خريطة فيها { $n } حادثة مسجَّلة، مجموعة في دوائر. تكبر مساحة الدائرة مع عدد الموتى والمفقودين.
}
map-size-note = تكبر مساحة الدائرة مع عدد الموتى والمفقودين.
map-boundaries = لا تعني الحدود والأسماء المعروضة إقرارًا أو قبولًا بها.
map-cumulative = { $n ->
    [zero] لا توجد سجلات تجمع فترة كاملة.
    [one] سجل واحد فيه { $people } من الأشخاص هو مجموع عن فترة وليس حدثًا واحدًا: يدخل في المجاميع ولا يظهر على خريطة الأيام هذه.
    [two] سجلان فيهما { $people } من الأشخاص هما مجموعان عن فترة وليسا حدثًا واحدًا: يدخلان في المجاميع ولا يظهران على خريطة الأيام هذه.
    [few] { $n } سجلات فيها { $people } من الأشخاص هي مجاميع عن فترة وليست حدثًا واحدًا: تدخل في المجاميع ولا تظهر على خريطة الأيام هذه.
    [many] { $n } سجلًا فيها { $people } من الأشخاص هي مجاميع عن فترة وليست حدثًا واحدًا: تدخل في المجاميع ولا تظهر على خريطة الأيام هذه.
   *[other] { $n } سجل فيها { $people } من الأشخاص هي مجاميع عن فترة وليست حدثًا واحدًا: تدخل في المجاميع ولا تظهر على خريطة الأيام هذه.
}
map-without-point = { $n ->
    [zero] لكل الحوادث موقع مقروء.
    [one] حادثة واحدة ليس لها موقع مقروء، فلا تظهر على الخريطة.
    [two] حادثتان ليس لهما موقع مقروء، فلا تظهران على الخريطة.
    [few] { $n } حوادث ليس لها موقع مقروء، فلا تظهر على الخريطة.
    [many] { $n } حادثة ليس لها موقع مقروء، فلا تظهر على الخريطة.
   *[other] { $n } حادثة ليس لها موقع مقروء، فلا تظهر على الخريطة.
}
map-point-in-doubt = { $n ->
    [zero] لا شك في أي موقع.
    [one] موقع واحد مشكوك فيه: يظهر حيث سُجِّل، وصفحته تبيّن السبب.
    [two] موقعان مشكوك فيهما: يظهران حيث سُجِّلا، وصفحتاهما تبيّنان السبب.
    [few] { $n } مواقع مشكوك فيها: تظهر حيث سُجِّلت، وصفحاتها تبيّن السبب.
    [many] { $n } موقعًا مشكوكًا فيه: تظهر حيث سُجِّلت، وصفحاتها تبيّن السبب.
   *[other] { $n } موقع مشكوك فيه: تظهر حيث سُجِّلت، وصفحاتها تبيّن السبب.
}
map-as-table = الحوادث نفسها في جدول
map-unknown-number = العدد غير معروف
map-legend-disputed = حدود منطقة ليس لها رمز دولة
map-dead-and-missing = من الموتى والمفقودين
map-unknown-place = المكان غير مسجَّل
map-unknown-source = غير مسجَّل
map-source = المصدر
map-in-incidents = عدد الحوادث: { $n }
map-more = وغيرها: { $n }
map-zoom-in = تكبير
map-zoom-out = تصغير
map-close = إغلاق
map-scroll-help = اضغط Ctrl مع التمرير لتكبير الخريطة
map-scroll-help-mac = اضغط ⌘ مع التمرير لتكبير الخريطة
map-touch-help = حرّك الخريطة بإصبعين

# المجاميع
legend-dead = عُثر عليهم أمواتًا
legend-missing = مفقودون، على الأقل
legend-unknown = غير معروف
column-dead = عُثر عليهم أمواتًا
column-missing = مفقودون، على الأقل
column-total = الموتى والمفقودون
column-incidents = الحوادث
column-missing-blank = حوادث بلا عدد للمفقودين
column-share = النسبة
all-incidents = المجموع
by-year-title = حسب السنة
by-year-head = السنة
by-year-unknown = { $n ->
    [zero] اليوم معروف لكل الحوادث.
    [one] اليوم غير معروف لحادثة واحدة ({ $percent })، وسنتها معروفة.
    [two] اليوم غير معروف لحادثتين ({ $percent })، وسنتهما معروفة.
    [few] اليوم غير معروف في { $n } حوادث ({ $percent })، وسنتها معروفة.
    [many] اليوم غير معروف في { $n } حادثة ({ $percent })، وسنتها معروفة.
   *[other] اليوم غير معروف في { $n } حادثة ({ $percent })، وسنتها معروفة.
}
by-region-title = حسب المنطقة
by-region-head = منطقة الحادثة
by-region-unknown = { $n ->
    [zero] المنطقة مسجَّلة لكل الحوادث.
    [one] المنطقة غير مسجَّلة لحادثة واحدة ({ $percent }).
    [two] المنطقة غير مسجَّلة لحادثتين ({ $percent }).
    [few] المنطقة غير مسجَّلة في { $n } حوادث ({ $percent }).
    [many] المنطقة غير مسجَّلة في { $n } حادثة ({ $percent }).
   *[other] المنطقة غير مسجَّلة في { $n } حادثة ({ $percent }).
}
by-route-title = حسب الطريق
by-route-head = طريق الهجرة
by-route-unknown = { $n ->
    [zero] الطريق مسجَّل لكل الحوادث.
    [one] الطريق غير مسجَّل لحادثة واحدة ({ $percent }).
    [two] الطريق غير مسجَّل لحادثتين ({ $percent }).
    [few] الطريق غير مسجَّل في { $n } حوادث ({ $percent }).
    [many] الطريق غير مسجَّل في { $n } حادثة ({ $percent }).
   *[other] الطريق غير مسجَّل في { $n } حادثة ({ $percent }).
}
by-cause-title = حسب سبب الوفاة
by-cause-head = سبب الوفاة
by-cause-unknown = { $n ->
    [zero] السبب معروف لكل الحوادث.
    [one] السبب متعدد أو غير معروف في حادثة واحدة ({ $percent }).
    [two] السبب متعدد أو غير معروف في حادثتين ({ $percent }).
    [few] السبب متعدد أو غير معروف في { $n } حوادث ({ $percent }).
    [many] السبب متعدد أو غير معروف في { $n } حادثة ({ $percent }).
   *[other] السبب متعدد أو غير معروف في { $n } حادثة ({ $percent }).
}

unknown-title = ما لا نعرفه
unknown-lead = نسبة الحوادث التي لا يذكر المصدر فيها ذلك. ولا تُحسب الخانة الفارغة صفرًا أبدًا.
unknown-head = غير مسجَّل
unknown-dead = كم شخصًا عُثر عليهم أمواتًا
unknown-missing = كم شخصًا فُقدوا
unknown-both = كم شخصًا ماتوا أو فُقدوا
unknown-sex = كم منهم نساء وكم رجال
unknown-children = كم منهم أطفال
unknown-survivors = كم شخصًا نجوا
unknown-origin = بلد الأصل
unknown-cause = سبب الوفاة
unknown-route = الطريق
unknown-region = المنطقة
unknown-country = بلد الحادثة
unknown-day = اليوم
unknown-point = الموقع على الخريطة
unknown-point-in-doubt = الموقع مسجَّل لكنه مشكوك فيه

data-title = البيانات
download-csv = نزِّل هذه الحوادث في جدول (CSV)
download-geojson = نزِّل هذه الحوادث في طبقة خريطة (GeoJSON)

# الحوادث
incidents-title = { $n ->
    [zero] لا حوادث
    [one] حادثة واحدة
    [two] حادثتان
    [few] { $n } حوادث
    [many] { $n } حادثة
   *[other] { $n } حادثة
}
incidents-empty = لا توجد حادثة مسجَّلة توافق هذا الفرز. ولا يعني هذا أن شيئًا لم يحدث.
incidents-back = كل الحوادث
column-date = التاريخ
column-people = الموتى والمفقودون
column-place = المكان
column-region = المنطقة
column-cause = سبب الوفاة
column-source = المصدر
incident-title = الحادثة
incident-lead = { $date }. الموتى والمفقودون: { $people }.
incident-lead-unknown = { $date }. لم يُسجَّل عدد من ماتوا أو فُقدوا.
incident-links = أين يمكن قراءتها
incident-cumulative = هذا السجل مجموع عن فترة أو منطقة وليس حدثًا واحدًا. يدخل في المجاميع ولا يظهر على خريطة الأيام.
incident-negative = العدد الأقل من صفر يُلغي ما احتسبه جزء آخر من الحدث نفسه. ولا معنى إلا لمجموع الحدث كله.
incident-point = { $latitude }، { $longitude } (بدقة نحو { $km } كم)
doubt-whole-degrees = الموقع مكتوب بدرجات كاملة: ربما ضاعت كسوره العشرية، وقد يبعد المكان مئة كيلومتر.
doubt-swapped = يبدو أن خط العرض وخط الطول معكوسان. يظهر الموقع كما سُجِّل.
doubt-far-from-country = يقع الموقع بعيدًا عن بلد الحادثة. يظهر كما سُجِّل.
doubt-unreadable = تعذّرت قراءة الموقع، فلا تظهر الحادثة على الخريطة.
presumed = { $name } (مفترض)
fact-dead = عُثر عليهم أمواتًا
fact-missing = مفقودون، على الأقل
fact-total = الموتى والمفقودون
fact-survivors = الناجون
fact-females = النساء والفتيات بين الموتى والمفقودين
fact-males = الرجال والفتيان بين الموتى والمفقودين
fact-children = الأطفال بين الموتى والمفقودين
fact-date = التاريخ
fact-causes = سبب الوفاة
fact-location = المكان كما كتبه المصدر
fact-country = البلد
fact-region = المنطقة
fact-point = الموقع
fact-route = الطريق
fact-origin-countries = بلدان الأصل
fact-origin-regions = مناطق الأصل
fact-source = أبلغ عنها
fact-quality = جودة المصدر، من 1 (وسيلة إعلام واحدة) إلى 5 (رسمي أو مؤكد)
fact-main-id = الحدث الذي ينتمي إليه السجل

# تصنيفات المصدر
cause-drowning = الغرق
cause-hazardous-transport = حادث مركبة أو نقل خطر
cause-harsh-conditions = ظروف قاسية: انعدام المأوى أو الطعام أو الماء
cause-sickness = المرض أو انعدام الرعاية الصحية
cause-violence = العنف
cause-accident = حادث عرضي
cause-mixed-or-unknown = متعدد أو غير معروف
cause-several = عدة أسباب في سجل واحد
region-caribbean = الكاريبي
region-central-america = أمريكا الوسطى
region-central-asia = آسيا الوسطى
region-eastern-africa = شرق أفريقيا
region-eastern-asia = شرق آسيا
region-eastern-europe = شرق أوروبا
region-europe = أوروبا
region-latin-america-caribbean = أمريكا اللاتينية والكاريبي
region-mediterranean = البحر الأبيض المتوسط
region-middle-africa = وسط أفريقيا
region-north-america = أمريكا الشمالية
region-northern-africa = شمال أفريقيا
region-northern-europe = شمال أوروبا
region-south-america = أمريكا الجنوبية
region-south-eastern-asia = جنوب شرق آسيا
region-southern-africa = الجنوب الأفريقي
region-southern-asia = جنوب آسيا
region-southern-europe = جنوب أوروبا
region-sub-saharan-africa = أفريقيا جنوب الصحراء
region-western-africa = غرب أفريقيا
region-western-asia = غرب آسيا
region-western-southern-asia = غرب آسيا أو جنوبها
region-mixed = مناطق متعددة
region-unknown = غير معروفة
route-afghanistan-to-iran = من أفغانستان إلى إيران
route-bay-of-bengal-andaman-sea = خليج البنغال وبحر أندامان
route-belarus-eu-border = الحدود بين بيلاروس والاتحاد الأوروبي
route-caribbean-to-central-america = من الكاريبي إلى أمريكا الوسطى
route-caribbean-to-us = من الكاريبي إلى الولايات المتحدة
route-central-mediterranean = وسط البحر المتوسط
route-darien = داريين
route-dominican-republic-to-puerto-rico = من الجمهورية الدومينيكية إلى بورتوريكو
route-drc-to-uganda = من الكونغو الديمقراطية إلى أوغندا
route-eastern-mediterranean = شرق البحر المتوسط
route-eastern-route-to-from-ehoa = الطريق الشرقي من شرق أفريقيا والقرن الأفريقي وإليهما
route-english-channel-to-the-uk = القنال الإنجليزي إلى المملكة المتحدة
route-haiti-to-dominican-republic = من هايتي إلى الجمهورية الدومينيكية
route-horn-of-africa-route = القرن الأفريقي
route-iran-to-t-rkiye = من إيران إلى تركيا
route-italy-to-france = من إيطاليا إلى فرنسا
route-mainland-europe-to-the-uk = من البر الأوروبي إلى المملكة المتحدة
route-naf-river-crossing = نهر ناف
route-northern-route-from-ehoa = الطريق الشمالي من شرق أفريقيا والقرن الأفريقي
route-route-to-southern-africa = الطريق إلى الجنوب الأفريقي
route-sahara-desert-crossing = الصحراء الكبرى
route-sea-crossings-to-mayotte = العبور بحرًا إلى مايوت
route-syria-to-t-rkiye = من سوريا إلى تركيا
route-t-rkiye-europe-land-route = الطريق البري من تركيا إلى أوروبا
route-ukraine-to-europe = من أوكرانيا إلى أوروبا
route-us-mexico-border-crossing = الحدود بين المكسيك والولايات المتحدة
route-venezuela-to-caribbean = من فنزويلا إلى الكاريبي
route-western-africa-atlantic-route-to-the-canary-islands = طريق الأطلسي من غرب أفريقيا إلى جزر الكناري
route-western-balkans = غرب البلقان
route-western-mediterranean = غرب البحر المتوسط

# شجرة العائلة
sex-male = رجل
sex-female = امرأة
sex-unknown = الجنس غير معروف
pedigree-generation = الجيل { $n }
pedigree-person = { $name }: { $facts }
pedigree-typed = حُلِّل الحمض النووي
pedigree-untyped = لم يُحلَّل الحمض النووي
pedigree-sought = الشخص المطلوب
pedigree-child-of-two = من أبناء { $first } و{ $second }
pedigree-child-of-one = من أبناء { $first }
pedigree-twin-of = توأم مطابق ({ $name })
pedigree-name = العائلة { $family }: من ينحدر ممّن
pedigree-in-words = الشيء نفسه بالكلمات

# السجل
no-register = لا تحوي هذه العقدة أي سجل بعد. السجل مجلد فيه جداول؛ الأمر الأول يكتب نماذجها، والثاني يُدخل ما فيها:
missing-title = { $n ->
    [zero] لا أشخاص مفقودين
    [one] شخص مفقود واحد
    [two] شخصان مفقودان
    [few] { $n } أشخاص مفقودين
    [many] { $n } شخصًا مفقودًا
   *[other] { $n } شخص مفقود
}
missing-empty = لا يوجد في السجل أي شخص مفقود بعد. أضف صفوفًا إلى missing.csv ثم ابدأ من جديد.
remains-title = { $n ->
    [zero] لا رفات
    [one] رفات شخص واحد
    [two] رفات شخصين
    [few] رفات { $n } أشخاص
    [many] رفات { $n } شخصًا
   *[other] رفات { $n } شخص
}
remains-empty = لا يوجد في السجل أي رفات بعد. أضف صفوفًا إلى remains.csv ثم ابدأ من جديد.
remains-word = الرفات
remains-one = الرفات { $id }
column-name = الاسم
column-family = العائلة
column-sex = الجنس
column-age = العمر عند آخر رؤية
column-last-seen = آخر رؤية
column-last-place = مكان آخر رؤية
column-relatives = أقارب لهم حمض نووي
column-best = أعلى احتمال
column-remains = الرفات
column-age-at-death = العمر عند الوفاة
column-found = تاريخ العثور
column-found-place = مكان العثور
column-markers = الواسمات المحلَّلة
column-hypotheses = الفرضيات
column-marker = الواسم
column-alleles = الأليلات
no-hypothesis = لا شيء فوق العتبة
not-typed = لم يُحلَّل
not-computed = لم يُحسب
age-years = العمر بالسنوات: { $age }
age-from = العمر بالسنوات: { $from } أو أكثر
age-range = العمر بالسنوات: من { $from } إلى { $to }
sex-reading = { $sex } ({ $by })
sex-readings-differ = القراءات مختلفة
read-by-family = بحسب العائلة
read-by-document = من الوثائق
read-by-bones = من العظام
read-by-amelogenin = من الأميلوجينين
person-told = ما رُوي عنه
person-family = العائلة
remains-read = ما لوحظ
remains-profile = بصمة الحمض النووي
profile-empty = لا يوجد حمض نووي للمقارنة.
record-hypotheses = { $n ->
    [zero] لا توجد فرضية فوق العتبة.
    [one] فرضية واحدة ليحكم فيها الناس.
    [two] فرضيتان ليحكم فيهما الناس.
    [few] { $n } فرضيات ليحكم فيها الناس.
    [many] { $n } فرضية ليحكم فيها الناس.
   *[other] { $n } فرضية ليحكم فيها الناس.
}
record-see-hypotheses = انظر أدناه
record-no-hypothesis = لا تبلغ أي فرضية عن هذا السجل العتبة. ولا يعني هذا أنها غير موجودة: ربما لم يقدّم القريب الذي قد يُظهرها عيّنة بعد.
relatives-typed = { $n ->
    [zero] لا أحد له حمض نووي مسجَّل
    [one] واحد له حمض نووي مسجَّل
    [two] اثنان لهما حمض نووي مسجَّل
    [few] { $n } لهم حمض نووي مسجَّل
    [many] { $n } لهم حمض نووي مسجَّل
   *[other] { $n } لهم حمض نووي مسجَّل
}
markers-typed = { $n } من { $of }
fact-name = الاسم
fact-sex = الجنس
fact-born = الميلاد
fact-age-last-seen = العمر عند آخر رؤية
fact-last-seen = آخر رؤية
fact-last-place = مكان آخر رؤية
fact-circumstances = الظروف
fact-family = العائلة
fact-relatives = الأقارب
fact-population = المجموعة السكانية للتواترات
fact-age-at-death = العمر عند الوفاة
fact-found = تاريخ العثور
fact-found-place = مكان العثور
fact-markers = الواسمات المحلَّلة

# الفرضيات
hypotheses-title = { $n ->
    [zero] لا فرضيات
    [one] فرضية واحدة
    [two] فرضيتان
    [few] { $n } فرضيات
    [many] { $n } فرضية
   *[other] { $n } فرضية
}
hypotheses-lead = قورن الأشخاص المفقودون (العدد: { $missing }) بالرفات (العدد: { $remains })، أي { $pairs } من الأزواج، لكل منها احتمال أوّلي { $prior }. ويظهر هنا ما يبلغ احتمال { $threshold }.
hypotheses-empty = لا يبلغ أي زوج العتبة. قد تُظهر عتبة أدنى أو عيّنات أقارب آخرين المزيد.
column-missing-person = الشخص المفقود
column-posterior = الاحتمال
column-weight = الوزن
column-strength = القوة
column-alternative = أقوى تفسير آخر
one-in = 1 من { $n }
warnings-title = ما يجب النظر فيه أولًا
warning-same-person = بصمة { $first } وبصمة { $second } هما بصمة شخص واحد (الوزن { $weight }): عُثر عليه مرتين، أو خُلطت العيّنات، أو تلوّثت، أو هما توأمان متطابقان.
warning-not-computed = تعذّر حساب الحمض النووي للعائلة { $family }، فوُزنت أزواجها من دونه. السبب: { $reason }
warning-contradicts = يتعارض من حُلِّلوا من العائلة { $family } مع شجرة العائلة عند { $markers }. تحقق من القرابة ومن العيّنات.
warning-found-before = عُثر على الرفات { $remains } قبل تاريخ آخر رؤية ({ $missing }). أحد التاريخين خطأ، أو الفرضية خطأ.
warning-not-stationary = { $n ->
    [zero] نموذج الطفرات ثابت في كل الواسمات.
    [one] في واسم واحد يغيّر نموذج الطفرات التواترات قليلًا من جيل إلى جيل، وتُحسب الشجرة كما رُسمت.
    [two] في واسمين يغيّر نموذج الطفرات التواترات قليلًا من جيل إلى جيل، وتُحسب الشجرة كما رُسمت.
    [few] في { $n } واسمات يغيّر نموذج الطفرات التواترات قليلًا من جيل إلى جيل، وتُحسب الشجرة كما رُسمت.
    [many] في { $n } واسمًا يغيّر نموذج الطفرات التواترات قليلًا من جيل إلى جيل، وتُحسب الشجرة كما رُسمت.
   *[other] في { $n } واسم يغيّر نموذج الطفرات التواترات قليلًا من جيل إلى جيل، وتُحسب الشجرة كما رُسمت.
}
profile-of-person = { $person } من العائلة { $family }
parameters-title = المعاملات
parameter-name = المعامل
parameter-value = القيمة

# فرضية واحدة
hypothesis-title = هل تعود الرفات { $remains } إلى { $name }؟
hypothesis-odds = من احتمال أوّلي { $prior } تقود الأدلة إلى احتمال { $posterior }.
hypothesis-not-decided = هذه فرضية، والقرار للناس.
ratio-for = ما لوحظ أرجح بمقدار { $times } مرة إن كانت الرفات لهذا الشخص مما لو كانت لشخص لا قرابة له به.
ratio-against = ما لوحظ أقل ترجيحًا بمقدار { $times } مرة إن كانت الرفات لهذا الشخص مما لو كانت لشخص لا قرابة له به.
ratio-nothing = ما لوحظ لا يقول شيئًا عن كون الرفات لهذا الشخص أو لشخص لا قرابة له به.
ratio-excluded = ما لوحظ مستحيل إن كانت الرفات لهذا الشخص.
excludes = يستبعد
weight-for = يؤيد
weight-against = يعارض
weight-nothing = لا يقول شيئًا
strength-for = { $level ->
    [weak] ضعيف، يؤيد
    [moderate] متوسط، يؤيد
    [moderately-strong] قوي نوعًا ما، يؤيد
    [strong] قوي، يؤيد
    [very-strong] قوي جدًا، يؤيد
    [extremely-strong] بالغ القوة، يؤيد
   *[none] لا يكاد يقول شيئًا
}
strength-against = { $level ->
    [weak] ضعيف، يعارض
    [moderate] متوسط، يعارض
    [moderately-strong] قوي نوعًا ما، يعارض
    [strong] قوي، يعارض
    [very-strong] قوي جدًا، يعارض
    [extremely-strong] بالغ القوة، يعارض
    [excluded] يستبعد
   *[none] لا يكاد يقول شيئًا
}
explanation-same = الرفات تعود إلى { $name }
explanation-other = الرفات تعود إلى { $relation }
basis-items = كل الأدلة، مقابل شخص لا قرابة له
basis-items-and-dna = كل الأدلة، مقابل شخص لا قرابة له؛ الحمض النووي وحده { $dna }
basis-dna = الحمض النووي وحده، مقابل شخص لا قرابة له
no-alternative = قريب آخر
no-alternative-note = تعذّرت تجربة أي قريب تفسيرًا آخر: لا يوجد حمض نووي للمقارنة.
weights-title = من الاحتمال الأوّلي إلى الاحتمال النهائي
weights-lead = كل شريط دليل واحد، وطوله وزنه بقوى العدد عشرة. والخط العمودي يعني تساوي الاحتمالين.
weights-nothing = هذه لا تقول شيئًا في أي اتجاه:
prior = الاحتمال الأوّلي
posterior = الاحتمال
column-item = الدليل
column-way = الاتجاه
item-dna = الحمض النووي
item-sex = الجنس
item-age = العمر
item-source = الصيغة:
alternative-close = هناك تفسير آخر يوافق الأدلة بقدر مماثل أو أكثر: { $relation }. ولا تكفي هذه الأدلة للتفريق بينهما.
alternatives-title = تفسيرات أخرى
alternatives-lead = الأدلة نفسها لو كانت الرفات لقريب آخر. قارن الحمض النووي وحده بالحمض النووي وحده.
column-explanation = الرفات تعود إلى
column-basis = وُزن بحسب
relation-full-sibling = شقيق أو شقيقة للشخص المفقود
relation-half-sibling-same-father = أخ أو أخت من الأب
relation-half-sibling-same-mother = أخ أو أخت من الأم
relation-uncle-or-aunt-fathers-side = عم أو عمة
relation-uncle-or-aunt-mothers-side = خال أو خالة
relation-nephew-or-niece = ابن أو ابنة أخ أو أخت
relation-first-cousin-fathers-side = ابن أو ابنة عم أو عمة
relation-first-cousin-mothers-side = ابن أو ابنة خال أو خالة
relation-another-missing = شخص مفقود آخر من العائلة: { $id }
markers-title = واسمًا واسمًا
help-title = ما الناقص، وما الذي يفيد أكثر
helps-typed = { $relatives ->
    [zero] حُلِّل في الرفات { $markers } من { $of } من الواسمات، ولم يُحلَّل أي قريب.
    [one] حُلِّل في الرفات { $markers } من { $of } من الواسمات، وحُلِّل قريب واحد.
    [two] حُلِّل في الرفات { $markers } من { $of } من الواسمات، وحُلِّل قريبان.
    [few] حُلِّل في الرفات { $markers } من { $of } من الواسمات، وحُلِّل { $relatives } أقارب.
    [many] حُلِّل في الرفات { $markers } من { $of } من الواسمات، وحُلِّل { $relatives } قريبًا.
   *[other] حُلِّل في الرفات { $markers } من { $of } من الواسمات، وحُلِّل { $relatives } قريب.
}
help-lacking = غير مسجَّل:
lacking-sex-of-the-missing-person = جنس الشخص المفقود
lacking-sex-of-the-remains = جنس الرفات
lacking-age-of-the-missing-person = عمر الشخص المفقود
lacking-age-at-death = العمر عند الوفاة
help-lead = تفيد عيّنة من هؤلاء الأقارب، والأول قبل غيره:
help-nobody = لم يبق في الشجرة قريب قد يضيف كثيرًا، وربما يضيف قريب لم يُرسم بعد.
help-shared = يشترك في المتوسط مع الشخص المفقود في { $share } من الجينوم
