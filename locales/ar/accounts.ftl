# الحسابات: الدخول، والانضمام، والحساب الشخصي، والزملاء، ومن فتح ماذا.
purpose-accounts = الحسابات: من يعمل بهذا السجل
page-account = حسابك
page-people = الزملاء
page-audit = من فتح ماذا

# النماذج
form-fault-title = راجع ما يلي من فضلك
form-fault-tab = للتصحيح: { $title }
form-optional = (يمكن تركه فارغًا)
once-hint = تعرضه هذه الصفحة مرة واحدة، ولن تعرضه أي صفحة بعد ذلك.
once-link = رابط يُستعمل مرة واحدة
once-onward = تم، تابع
moment = { $date }، الساعة { $time } بالتوقيت العالمي
column-roles = الأدوار
column-status = الحالة
column-acts = ما يمكنك فعله
column-purpose = الغرض

# كلمات للأشخاص
status-invited = مدعو، لم يُؤكَّد بعد
status-confirmed = مؤكَّد
status-revoked = سُحب الحساب
role-told = { $role }: { $sees }
role-family = عائلة
role-family-sees = تتابع بلاغها وحده.
role-tracing-officer = مسؤول البحث عن المفقودين
role-tracing-officer-sees = يفتح بلاغات المفقودين ويكتبها، ومنها ما ائتمنته عليه العائلات، ويعطي العائلات الرمز الذي تتابع به.
role-forensic-analyst = محلل الطب الشرعي
role-forensic-analyst-sees = يعمل على الرفات وملفات الحمض النووي، ويرى الوقائع عن المفقودين، لا ما قيل سرًّا.
role-case-worker = مرافق الحالات
role-case-worker-sees = يفتح ويكتب ما رواه الناس طلبًا للحماية، بقدر ما يوافقون.
role-monitor = راصد
role-monitor-sees = يفتح ويكتب ما ترصده المنظمة وما توثّقه.
role-editor = محرر
role-editor-sees = يعتني بما يستطيع الجميع قراءته، ولا يفتح أي سجل عن شخص.
role-coordinator = منسق
role-coordinator-sees = يدعو الزملاء ويؤكدهم ويسحب الحسابات ويبرم الاتفاقات مع الشركاء، ولا يفتح أي سجل عن شخص.
role-auditor = مدقق
role-auditor-sees = يرى من فتح ماذا ومتى ولماذا، لا ما كُتب فيه.
role-administrator = مدير العقدة
role-administrator-sees = يشغّل العقدة وحساباتها، ولا يفتح أي سجل.
role-visitor = زائر
role-visitor-sees = يقرأ ما هو منشور.
role-machine = جزء من البرنامج
role-machine-sees = يقارن ويقترح، ولا يقرر شيئًا.
browser-on = { $browser } على { $system }
browser-unknown = متصفح لا يذكر اسمه

# الدخول والخروج
account-name = الاسم
account-password = كلمة السر
sign-in-title = تسجيل الدخول
sign-in-lead = لمن يعملون بهذا السجل.
sign-in-name-hint = الاسم الذي اخترته عند انضمامك.
sign-in-button = دخول
sign-in-refused = لا يفتح هذا الاسم مع كلمة السر هذه أي حساب. تحقق منهما: الأحرف الكبيرة، ولغة لوحة المفاتيح، والمسافات في النهاية.
sign-in-busy = تجري الآن محاولات كثيرة. انتظر دقيقة ثم حاول مرة أخرى. المتصفح الذي سبق أن دخلت به يمرّ قبل غيره.
sign-in-code-title = الرمز من هاتفك
sign-in-code-lead = افتح التطبيق الذي يحفظ عاملك الثاني. يعرض رمزًا لهذه العقدة، ويتجدد كل 30 ثانية.
sign-in-code-hint = ستة أرقام، مثل ‎123 456‎.
sign-in-code-button = دخول
sign-in-code-refused = لم يُفتح الحساب. انتظر الرمز التالي واكتبه كاملًا. وإن لم ينجح ذلك أيضًا فابدأ من جديد بالاسم وكلمة السر.
sign-in-again = ابدأ من جديد بالاسم وكلمة السر
sign-in-stuck-title = لا تستطيع الدخول؟
sign-in-stuck-colleague = نسيت كلمة السر: اطلب من زميل منسق أو مدير أن يعطيك رابطًا تختار به كلمة سر جديدة.
sign-in-stuck-phone = فقدت الهاتف: اطلب منه أيضًا. فالرابط نفسه يتيح لك إعداد عامل ثانٍ جديد.
sign-in-stuck-nobody = لا تصل إلى أي زميل: توجّه إلى من يشغّل هذه العقدة. لن يسألك أحد أبدًا عن كلمة سرك.
sign-in-stuck-clock = الرمز لا يصلح أبدًا: قد تكون ساعة هاتفك غير مضبوطة. اضبطها على وقت الشبكة.
sign-out-title = تسجيل الخروج
sign-out-lead = أنت داخل باسم { $name }. بعد هذا لن يفتح هذا المتصفح شيئًا من السجل.
sign-out-button = خروج
signed-out-title = لقد خرجت
signed-out-text = لم يعد هذا المتصفح يفتح شيئًا من السجل. وإن كان غيرك يستعمل هذا الحاسوب فأغلق النافذة أيضًا.
waiting-title = بقي أن يؤكدك أحد الزملاء
waiting-lead = أُنشئ حسابك يا { $name }. ولن يفتح شيئًا قبل أن يؤكده أحد الزملاء في { $organisation }.
waiting-what = من دعاك يرى اسمك في صفحة «الزملاء». ليس هنا ما يلزمك فعله.
waiting-tell = أخبره بطريقة تثقان بها كلاكما، كمكالمة، أنك انضممت وبأي اسم.
waiting-why = يؤكد الزميل بمفتاحه هو، وعندها فقط تستطيع كلمة سرك أن تفتح ما هو مختوم. ولا يستطيع أي حاسوب أن يفعل ذلك مكانه.
waiting-meanwhile = في هذه الأثناء أعدّ عاملك الثاني، واحفظ مفتاح الاسترداد في مكان آمن.
waiting-again = انظر مرة أخرى

# كلمات السر
password-new = كلمة سر جديدة
password-again = كلمة السر نفسها مرة أخرى
password-present = كلمة السر الحالية
password-hint = { $min } حرفًا على الأقل. ثلاث كلمات أو أربع لا يجمع بينها أحد اختيار جيد. لا تُطلب أرقام ولا علامات.
password-empty = اختر كلمة سر.
password-short = كلمة السر هذه { $length ->
    [zero] بلا أحرف
    [one] من حرف واحد
    [two] من حرفين
    [few] من { $length } أحرف
    [many] من { $length } حرفًا
   *[other] من { $length } حرف
}. المطلوب { $min } على الأقل؛ أضف كلمة.
password-long = كلمة السر هذه أطول من { $max } بايت. اختر أقصر منها.
password-name = في كلمة السر هذه اسمك. اختر واحدة لا يخمّنها من يعرفك.
password-common = كلمة السر هذه من أول ما يُجرَّب. اختر كلمات لا يجمع بينها أحد.
password-differs = كلمتا السر غير متطابقتين. اكتبهما من جديد.
password-wrong = ليست هذه كلمة سرك الحالية. تحقق من الأحرف الكبيرة ولغة لوحة المفاتيح.
password-strength-enough = كلمة سرك طويلة بما يكفي، والأطول منها أفضل.
password-strength-good = كلمة سرك جيدة.
password-strength-strong = كلمة سرك قوية جدًا.
password-lead = تسري كلمة السر الجديدة من الآن، وتخرج المتصفحات الأخرى التي دخلت بها.
password-button = غيّر كلمة السر
password-changed-title = تغيّرت كلمة سرك
password-changed-lead = ادخل بالجديدة من الآن. ويبقى مفتاح الاسترداد صالحًا.

# مفتاح الاسترداد
recovery-title = مفتاح الاسترداد الخاص بك
recovery-lead = اكتب هذا المفتاح على ورقة الآن. إنه يفتح نصيبك من السجلات المختومة إذا نُسيت كلمة السر.
recovery-label = مفتاح الاسترداد
recovery-where = احفظه حيث لا يبحث عنه أحد، بعيدًا عن هذا الحاسوب وعن هاتفك. ولا تصوّره.
recovery-without = من دونه تعني كلمة سر جديدة مفاتيح جديدة باسم جديد، وانتظار أن يؤكدك زميل من جديد.
recovery-kept = كتبته
recovery-button = تابع
recovery-renew-lead = تحصل على مفتاح استرداد جديد يُعرض مرة واحدة.
recovery-renew-old = عندئذ لا يفتح المفتاح القديم شيئًا. أتلف الورقة.
recovery-renew-button = أنشئ مفتاحًا جديدًا

# العامل الثاني
factor-heading = العامل الثاني
factor-title = إعداد العامل الثاني
factor-lead = بهذا لا تكفي كلمة سر مسروقة وحدها: لا بد من هاتفك أيضًا.
factor-step-app = على هاتفك، افتح تطبيقًا للرموز التي تُستعمل مرة واحدة. يصلح أي منها، مثل Aegis أو FreeOTP أو التطبيق الذي يحفظ كلمات سرك.
factor-step-scan = في التطبيق اختر «إضافة» ووجّه الكاميرا إلى هذا المربع.
factor-qr-label = رمز مربع لتطبيق هاتفك؛ والشيء نفسه مكتوب تحته بالأحرف
factor-step-type = لا كاميرا لديك؟ اكتب هذه الأحرف في التطبيق:
factor-same-device = التطبيق على هذا الجهاز نفسه: افتحه من هنا
factor-step-code = يعرض التطبيق الآن ستة أرقام. اكتبها هنا ليتأكد الطرفان.
factor-code = الرمز
factor-code-hint = ستة أرقام، مثل ‎123 456‎. يعرض التطبيق رمزًا جديدًا كل 30 ثانية.
factor-code-wrong = هذا الرمز لا يصلح. انتظر التالي واكتبه. وإن لم ينجح ذلك أيضًا فقد تكون ساعة هاتفك غير مضبوطة.
factor-afresh = ابدأ من جديد بمربع جديد
factor-button = تأكيد
factor-done-title = أُعدّ عاملك الثاني
factor-done-lead = من الآن يُطلب منك رمز بعد كلمة السر.
factor-done-phone = حتى المتصفح الذي تستعمله كثيرًا يطلبه كل مرة.
factor-done-lost = إن فقدت الهاتف فاطلب رابطًا من زميل منسق أو مدير.
factor-anew-lead = يحلّ عامل ثانٍ جديد محل القديم. كلمة سرك أولًا.
factor-anew-button = تابع

# أول تشغيل
welcome-title = أهلًا بك في هذه العقدة
welcome-lead = أُنشئت العقدة { $node } ولا يعمل بها أحد بعد. ثلاث خطوات تجعل فتحها آمنًا.
welcome-sign-in = ادخل أولًا بالاسم وعبارة السر اللذين أُعطيا عند إنشاء العقدة.
welcome-step-factor = تُعدّ عاملًا ثانيًا، حتى لا تفتح كلمة سر مسروقة شيئًا وحدها.
welcome-step-open = بعد ذلك يمكن أن تُفتح العقدة لحواسيب أخرى.
welcome-step-invite = تدعو أول زميل.
welcomed-title = العقدة جاهزة
welcomed-lead = أُعدّ عاملك الثاني. ولم يعد الرابط الذي جئت به يفتح شيئًا.
welcomed-open = يمكن الآن أن تُفتح العقدة لحواسيب أخرى، بشهادة. أوقفها وشغّلها من جديد مع العنوان الذي تستمع إليه.
welcomed-second = ادعُ قريبًا مديرًا ثانيًا. فما يحتاج إلى شخصين لا يفعله واحد، كمحو سجل مثلًا.
welcomed-recovery = أنشئ مفتاح استرداد من صفحة حسابك، واحفظه على ورقة.

# الانضمام
join-title = أنت مدعو
join-lead = تدعوك { $organisation } إلى العمل بسجلها.
join-roles = هذا ما دُعيت إليه:
join-until = تصلح الدعوة حتى { $moment }.
join-name-hint = ليس اسمك الحقيقي: فهو يبقى في السجل الدائم إلى جانب كل ما تفتحه. أحرف لاتينية صغيرة وأرقام وشرطات، مثل north-lantern.
join-name-fault = الاسم من 3 إلى 32 من الأحرف اللاتينية الصغيرة والأرقام والشرطات، ويبدأ بحرف، مثل north-lantern.
join-name-taken = لا يمكن أخذ هذا الاسم. اختر غيره.
join-button = انضم
reset-title = كلمة سر جديدة
reset-lead = أعطاك زميل هذا الرابط. وهو صالح مرة واحدة.
reset-recovery-hint = الأحرف التي على ورقتك. بها يُفتح حسابك كما كان. ومن دونها تحصل على مفاتيح جديدة باسم جديد، ويجب أن يؤكدك زميل من جديد.
reset-recovery-fault = ليس هذا مفتاح استرداد حسابك. راجع كل مجموعة، أو اترك الخانة فارغة.
reset-button = احفظ كلمة السر
reset-done-title = حُفظت كلمة سرك الجديدة

# الحساب الشخصي
account-title = حسابك
account-of = حسابك: { $name }
account-organisation = المنظمة
account-acting = تعمل بصفة
account-acting-hint = تعمل بدور واحد في كل مرة. وهو يحدد ما تراه، ويُدوَّن في السجل الدائم.
account-acting-button = اعمل بهذا الدور
account-factor-set = مُعدّ: يُطلب منك رمز بعد كلمة السر.
account-factor-missing = غير مُعدّ. من يعرف كلمة سرك يدخل.
account-factor-unknown = لا يُعرف هل هو مُعدّ ما دامت العقدة مقفلة.
account-factor-anew = إعداد هاتف آخر
sessions-title = أين أنت داخل الآن
sessions-hint = أنهِ ما لا تعرفه، ثم غيّر كلمة سرك.
sessions-empty = لا مكان سوى هذا.
sessions-this = هذا المتصفح
sessions-since = الدخول:
sessions-last = آخر صفحة:
sessions-end = إنهاء
sessions-ended = خرج ذلك المتصفح، ولن يفتح شيئًا ابتداءً من صفحته التالية.
account-more = كلمة السر والمفاتيح والبرامج
account-change-password = تغيير كلمة السر
account-change-password-hint = إذا كان أحد قد رآها.
account-recovery = مفتاح استرداد جديد
account-recovery-hint = إذا ضاعت الورقة أو رآها أحد.
account-tokens = برامج تقرأ باسمك
account-tokens-hint = إعطاء برنامج رمز وصول، أو سحبه منه.

# رموز الوصول
tokens-lead = البرنامج الذي معه رمز وصول يقرأ ما يحق لك أن تقرأه، لغرض واحد، حتى يوم محدد. وكل ما يقرؤه يُدوَّن في السجل الدائم باسمك.
tokens-empty = لا يقرأ أي برنامج باسمك.
token-new = رمز وصول جديد
token-label = لماذا هو
token-label-hint = لتعرفه فيما بعد، مثل: أرقام أسبوعية لمجلس الإدارة.
token-label-fault = قل بكلمات قليلة لأي برنامج هو.
token-purpose-fault = اختر الغرض الذي يقرأ البرنامج من أجله.
token-kinds = أنواع السجلات
token-kinds-hint = اختر أقل ما يلزم. إن لم تختر شيئًا: كل أنواع هذا الغرض.
token-kinds-all = كل أنواع هذا الغرض
token-kinds-fault = اختر أنواع السجلات التي يقرؤها البرنامج.
token-days = الأيام
token-days-hint = من 1 إلى { $max }. وبعدها لا يفتح شيئًا.
token-days-fault = اكتب عددًا صحيحًا من 1 إلى { $max }.
token-button = أنشئ رمز الوصول
token-until = حتى
token-revoke = سحب
token-revoked = سُحب رمز الوصول، ولم يعد يفتح شيئًا.
token-issued-title = رمز الوصول الجديد
token-issued-lead = انسخه الآن إلى البرنامج.
token-issued-label = رمز الوصول
token-issued-until = يبقى صالحًا حتى { $date }.
token-issued-header = يرسله البرنامج مع كل طلب على هيئة ‎Authorization: Bearer …‎
token-issued-audit = من يملكه يقرأ باسمك. لا تعطه لأحد، واسحبه عندما لا يعود البرنامج مستعملًا.

# الزملاء
people-title = { $n ->
    [zero] لا زملاء
    [one] زميل واحد
    [two] زميلان
    [few] { $n } زملاء
    [many] { $n } زميلًا
   *[other] { $n } زميل
}
people-empty = لا أحد غيرك هنا بعد. ادعُ زميلًا: ومن يأتي أولًا يستطيع أن يؤكد معك من بعده.
people-self = أنت
people-waiting = في انتظار التأكيد
people-waiting-text = لبّى هؤلاء دعوة واختاروا أسماءهم. ولا يُفتح لهم شيء قبل أن يؤكدهم أحدكم.
people-look = انظر وأكّد
people-turn-away = رفض
people-reset = كلمة سر جديدة
people-revoke = سحب الحساب
invite-title = ادعُ زميلًا
invite-lead = تحصل على رابط لشخص واحد، تسلّمه بطريقة تثق بها.
invite-roles = ماذا سيعمل؟
invite-roles-hint = اختر أقل ما يحتاج إليه العمل. وكل دور يذكر ما يفتحه.
invite-roles-fault = اختر دورًا واحدًا على الأقل.
invite-days = عدد الأيام التي يفتح فيها الرابط
invite-days-hint = من 1 إلى 30. والمعتاد أسبوع.
invite-days-fault = اكتب عددًا صحيحًا من 1 إلى 30.
invite-button = أنشئ الرابط
invited-title = الدعوة
invited-lead = أعطِ هذا الرابط للشخص الوحيد الذي أُنشئ له.
invited-how = سلّمه بطريقة لا يقرؤها إلا هذا الشخص، لا في مجموعة.
invited-who = من يفتحه أولًا يأخذه، وهو وحده لا يفتح شيئًا.
invited-then = بعد انضمامه ينتظر اسمه في صفحة «الزملاء» أن يؤكده أحد. اسأله بصوته أي اسم اختار.
confirm-title = تأكيد { $name }
confirm-lead = أنت تشهد أن هذا هو الشخص الذي دُعي.
confirm-keys = بمفتاحك تعطيه مفاتيح المنظمة، ومنذئذ يفتح ما تفتحه أدواره.
confirm-log = يبقى اسمك إلى جانب ذلك في السجل الدائم.
confirm-known = سألت الشخص صوتًا أو وجهًا لوجه، وهذا هو الاسم الذي اختاره
confirm-known-fault = اسأل الشخص أولًا، صوتًا أو وجهًا لوجه، ثم ضع العلامة.
confirm-button = تأكيد
confirmed-title = أُكّد حساب { $name }
confirmed-text = ابتداءً من الصفحة التالية يفتح { $name } ما تفتحه أدواره.
revoke-title = سحب حساب { $name }
revoke-lead = افعل هذا إذا غادر أحد، أو إذا كان حسابه قد وقع في يد أخرى.
revoke-now = يسري في الحال: ابتداءً من صفحته التالية لا يُفتح له شيء، في أي متصفح وبأي رمز وصول.
revoke-keys = تُصنع مفاتيح المنظمة من جديد، فلا تفتح مفاتيحه شيئًا جديدًا.
revoke-before = ما قرأه أو نسخه من قبل لا يُسترد. وصفحة «من فتح ماذا» تبيّنه.
revoke-final = لا يمكن رد الحساب. لكن يمكن دعوة الشخص من جديد باسم آخر.
revoke-reason = السبب
revoke-reason-hint = يبقى في السجل الدائم. لا تكتب شيئًا عن أشخاص آخرين.
revoke-reason-fault = اكتب السبب بكلمات قليلة.
revoke-button = اسحب الحساب
revoked-title = سُحب حساب { $name }
revoked-text = لم يعد { $name } يفتح شيئًا. وتُصنع مفاتيح المنظمة من جديد.
reset-link-title = كلمة سر جديدة لـ{ $name }
reset-link-lead = تحصل على رابط يختار به هذا الشخص كلمة سر جديدة وعاملًا ثانيًا جديدًا.
reset-link-know = تأكد أن هذا الشخص هو من يطلب: صوتًا أو وجهًا لوجه، لا برسالة وحدها.
reset-link-sealed = بمفتاح الاسترداد يعود كما كان. ومن دونه يحصل على مفاتيح جديدة باسم جديد، ويؤكده زميل من جديد.
reset-link-log = عند استعمال الرابط تخرج كل متصفحاته. ويذكر السجل الدائم أنك من أنشأه.
reset-link-button = أنشئ الرابط
reset-made-lead = أعطِ هذا الرابط للشخص الذي أُنشئ له. وهو صالح مرة واحدة.
reset-made-recovery = ذكّره بمفتاح الاسترداد: الورقة التي كتبها يوم انضمامه.

# من فتح ماذا
audit-lead = كُتب كل سطر قبل أن يُعرض أي شيء، ولا يمكن نزع سطر دون أن يُلاحَظ ذلك.
audit-who = من
audit-action = ماذا فعل
audit-what = السجلات
audit-route = بأي طريق
audit-outcome = النتيجة
audit-day = اليوم
audit-hour = الساعة
audit-any-action = أي فعل
audit-any-purpose = أي غرض
audit-any-outcome = أي نتيجة
audit-button = اعرض
audit-all = اعرض كل الأسطر
audit-empty = لم يُفتح شيء بعد. يظهر هنا سطر متى قرأ أحد، أو جزء من البرنامج، سجلًا.
audit-empty-filter = لا سطر يوافق هذا. قد يعني ذلك أن شيئًا لم يحدث، أو أن اسمًا يُكتب بطريقة أخرى.
audit-alarm-text = قرأ أحدهم دفعة واحدة أكثر من المعتاد، أو تعطلت قاعدة فرفضت لذلك. اسأل الشخص؛ فإن لم يكن يعلم فاسحب الحساب.
audit-foot = يرى المدقق أي السجلات فُتحت، لا ما كُتب فيها. والأوقات بالساعة كما يحفظها السجل الدائم.
outcome-allowed = فُتح
outcome-refused = رُفض
outcome-alarm = إنذار
purpose-word-tracing = البحث عن المفقودين
purpose-word-forensic = تحديد الهوية
purpose-word-protection = الحماية
purpose-word-documentation = التوثيق
purpose-word-oversight = مراقبة السلطات
purpose-word-knowledge = معرفة عامة
action-read = قرأ
action-open = فتح مع الجزء المختوم
action-list = سرد
action-count = عدّ
action-export = أخرج
action-download = قرأ ملفًا
action-find = بحث
action-suggest = عُرضت عليه إشارة
action-notify = أُخبر
action-write = كتب
action-append = كتب
action-attach = أرفق ملفًا
action-import = أدخل
action-propose = اقترح
action-review = راجع ووقّع
action-decide = قرر
action-deliver = سلّم
action-consent = دوّن موافقة
action-hold = وضع قيد الحفظ
action-erase = محا
action-read-log = نظر من قرأه
action-operate = شغّل العقدة
action-read-audit = نظر في هذه الصفحة
action-invite = اطّلع على الزملاء أو دعا أحدهم
action-confirm = أكّد زميلًا
action-revoke = سحب حسابًا
action-agree = أبرم اتفاقًا
action-issue-code = أعطى عائلة رمزًا
action-issue-token = أعطى برنامجًا رمز وصول
audit-older = أسطر أقدم
audit-newest = العودة إلى الأحدث
audit-node = عن العقدة نفسها
audit-which = أيّها
audit-more = { $n ->
    [zero] ولا غيرها
    [one] وواحد غيرها
    [two] واثنان غيرها
    [few] و{ $n } غيرها
    [many] و{ $n } غيرها
   *[other] و{ $n } غيرها
}
kind-missing-person = أشخاص مفقودون
kind-family = عائلات
kind-remains = رفات
kind-sample = عينات حمض نووي
kind-attachment = ملفات
kind-population = مجموعات سكانية
kind-proposal = فرضيات
kind-register-settings = إعدادات السجل
kind-family-key = مفاتيح العائلات
kind-family-message = رسائل مع العائلات
kind-consent = موافقات
kind-agreement = اتفاقات
kind-invitation = دعوات
kind-account-request = حسابات مطلوبة
kind-account-approval = كلمات المديرين
kind-api-token = رموز وصول
kind-erased = مُحي منذئذ
invite-administrators = لا يفعل هذا لمدير إلا مدير. اطلب منه.
confirm-forged = ما ينتظر بهذا الاسم غير موقّع بمفاتيحه هو. ارفضه وادعُ الشخص من جديد.
confirm-no-keys = ليست معك مفاتيح المنظمة في الدور الذي تعمل به. يجب أن يؤكد زميل يملكها.
confirm-waits-title = دُوّنت كلمتك بشأن { $name }
confirm-waits-text = جعل { $name } مديرًا يحتاج إلى كلمة مديرين اثنين. يجب أن يؤكد مدير آخر أيضًا.
people-factor-yes = مُعدّ
people-factor-no = غير مُعدّ
people-replaces = يحلّ محل
people-approved = أعطى كلمته:
people-leaving = يُراد سحبه، بكلمة
revoke-waits-title = دُوّنت كلمتك بشأن { $name }
revoke-waits-text = سحب حساب مدير يحتاج إلى كلمة مديرين اثنين. يجب أن يقول مدير آخر الشيء نفسه عن { $name }.
reset-done-same = فُتح حسابك { $name } من جديد بكلمة السر الجديدة. لم يعد المفتاح الذي استعملته صالحًا، وهذا هو التالي. اكتبه على ورقة الآن.
reset-done-anew = من دون مفتاح الاسترداد ضاعت مفاتيحك القديمة. لك الآن مفاتيح جديدة باسم { $name }. يجب أن يؤكدك زميل من جديد، وحتى ذلك الحين لا يُفتح شيء مختوم.
