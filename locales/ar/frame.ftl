# ما يحيط بكل صفحة.
product = Landfall
page-title = { $title } · Landfall
room-missing = المفقودون
skip = انتقل إلى المحتوى
languages = اللغة
pages = صفحات هذا القسم
looking-at = أنت تطّلع على:
purpose-situation = سجلات منشورة عن حوادث مميتة، متاحة للجميع
purpose-register = سجل للأشخاص المفقودين، من أجل البحث عنهم وتحديد هويتهم
purpose-about = كيف أُعدّت هذه الصفحات
page-situation = الوضع
page-missing = الأشخاص المفقودون
page-remains = الرفات
page-hypotheses = الفرضيات
page-about = المصادر والمنهج
foot-local = تظهر هذه الصفحات على هذا الحاسوب وحده، ولا تطلب شيئًا من أي حاسوب آخر.

attribution-dated = الحوادث: { $source } ({ $licence })، نسخة بتاريخ { $date }.
attribution-newest = الحوادث: { $source } ({ $licence })، تاريخ النسخة غير معروف؛ أحدث سجل بتاريخ { $date }.
attribution-undated = الحوادث: { $source } ({ $licence })، تاريخ النسخة غير معروف.
source = المصدر
source-label = المصدر:
licence-label = الرخصة:

# المشكلات
not-found-title = لا توجد صفحة كهذه
not-found-text = ربما كُتب العنوان خطأً، أو أن السجل ليس ضمن ما يعرضه هذا الحاسوب.
bad-filter-title = تعذّرت قراءة هذا الفرز
bad-filter-text = «{ $found }» ليست سنة. اختر سنة من القائمة.
too-long-title = العنوان أطول مما ينبغي
too-long-text = إنه أطول من أي عنوان تنشئه هذه الصفحات. ابدأ من جديد من صفحة الوضع.
our-fault-title = حدث خطأ من جهتنا
our-fault-text = تعذّر إعداد الصفحة. لم يضع شيء مما أدخلته. حاول مرة أخرى.
form-not-ours-title = لم يُقبل هذا النموذج
form-not-ours-text = حمايةً لك، لا تُقبل إلا نماذج هذه الصفحات نفسها. جاء نموذجك من مكان آخر، أو بقيت صفحته مفتوحة مدة طويلة. افتح الصفحة من جديد وأرسل النموذج مرة أخرى.
not-signed-in-title = عليك تسجيل الدخول
not-signed-in-text = هذا العنوان لمن يعملون مع هذه العقدة. سجّل الدخول، أو أرسل رمز برنامجك.

# الأعداد والتواريخ
not-recorded = غير مسجَّل
list-separator = {"، "}
date-unknown = التاريخ غير معروف
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر
people-count = { $n ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $n } أشخاص
    [many] { $n } شخصًا
   *[other] { $n } شخص
}
incident-count = { $n ->
    [zero] لا حوادث
    [one] حادثة واحدة
    [two] حادثتان
    [few] { $n } حوادث
    [many] { $n } حادثة
   *[other] { $n } حادثة
}

# القوائم
pager-rows = من { $first } إلى { $last } من أصل { $of }
pager-previous = الصفحة السابقة
pager-next = الصفحة التالية

# عن هذه الصفحات
about-title = المصادر والمنهج
about-lead = من أين جاءت البيانات، وكيف يُقرأ الوزن، وما الذي لا تقوله هذه الصفحات.
about-data-title = الحوادث
about-data-limits = لا أحد يحصي كل من يموت في الطريق. الأعداد هي ما أُبلغ عنه وأمكن العثور عليه، فهي حدّ أدنى. والخانة الفارغة في المصدر تبقى هنا مجهولة، ولا تُحسب صفرًا أبدًا.
about-map-title = الخريطة
about-map = الحدود من Natural Earth (ملك عام)، كما هي مُدارة فعليًا. وتُرسم حدود المناطق التي ليس لها رمز دولة بخط متقطع.
about-weights-title = كيف يُقرأ الوزن
about-weights = يقارن كل دليل بين تفسيرين: أن الرفات للشخص المفقود، أو أنها لشخص آخر. ووزنه أسّ للعدد عشرة: ‎+3 تعني أن ما لوحظ أرجح ألف مرة إن كانت للشخص المفقود، و‎−3 تعني أنه أقل ترجيحًا ألف مرة. وتُجمع أوزان الزوج الواحد من التفسيرات مع احتمال أوّلي معلن، أما أوزان الأزواج المختلفة فلا تُجمع أبدًا.
about-verdict = لا يقرر الحاسوب شيئًا بشأن إنسان. إنه يعرض ما يؤيد وما يعارض وما لا يزال ناقصًا، ثم يراجعه أشخاص ويوقّعون.
about-languages-title = اللغات
about-languages = كُتبت النصوص الفرنسية والإسبانية والعربية بعناية، لكن لم يراجعها بعد متحدث أصلي. إن وجدت نصًا خاطئًا أو صعب القراءة فأخبر من يدير هذا الحاسوب.
about-privacy-title = من يستطيع رؤية هذا
about-privacy = تعمل هذه الصفحات على هذا الحاسوب وحده، ولا تطلب شيئًا من غيره، ولا تضع ملفات تعريف، ولا تحتفظ بأثر للصفحات التي فُتحت. والسجل مختوم في عقدة، وتدوّن العقدة كل مرة يقرؤه فيها هذا البرنامج.

# Who is signed in
frame-signed-in = الدخول باسم { $name }
frame-role = تعمل بصفة
frame-role-switch = العمل بصفة
frame-account = حسابك
frame-sign-out = تسجيل الخروج
frame-sign-in = تسجيل الدخول
frame-working-for = تعمل من أجل:
work-tracing = البحث عن المفقودين
work-forensic = تحديد هوية الرفات
work-protection = حماية المعرضين للخطر
work-documentation = توثيق الانتهاكات
work-oversight = مراقبة عمليات الإعادة والاحتجاز
work-knowledge = ما يحق للجميع معرفته
