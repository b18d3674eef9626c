# جميع الكلمات التي تضيفها الوثائق من تلقاء نفسها، باللغة العربية (بأسلوب وثائق الأمم المتحدة).
# صيغة الملف هي Project Fluent (projectfluent.org). ولأي مساحة عمل أن تضم ملفا بهذا الاسم لا ترد فيه
# سوى الكلمات المراد تغييرها.

## Documents

document-agenda = جدول الأعمال
document-annexes = المرفقات
document-minutes = محضر الاجتماع
document-annotated-agenda = جدول الأعمال المشروح
document-timetable = الجدول الزمني
document-attendance = قائمة المشاركين
document-decisions = المقررات
document-resolutions = القرارات
document-summary = موجز المقررات والإجراءات
document-register = السجل
document-complete = الوثائق كاملة
document-changes = التغييرات
document-redline = { $document } مع إظهار التغييرات
document-comments = التعليقات والردود
# العنوان في البيانات الوصفية لملف PDF وفي شريط العنوان لدى القارئ.
document-title = { $document }: { $meeting }، { $date }
running-head = { $body } · { $title } · { $date }
running-head-short = { $body } · { $date }
page-number = الصفحة { $page }
page-of-pages = الصفحة { $page } من { $pages }
page-unused = الصفحة { $page } لم تعد مستخدمة
pages-unused = الصفحات { $page }–{ $pages } لم تعد مستخدمة

# تلي هذه الكلمات اسم الوثيقة، مذكرا كان أم مؤنثا، مفردا كان أم جمعا.
status-draft = مشروع
status-convened = بصيغة الدعوة إلى الاجتماع
status-minutes-draft = مشروع
status-circulated = مشروع معمم لإبداء التعليقات
status-adopted = الصيغة المعتمدة
status-adopted-on = تاريخ الاعتماد: { $date }
# العلامة الظاهرة على كل صفحة إلى حين الاعتماد.
draft-mark = مشروع

## Masthead

distribution = التوزيع: { $distribution }
original = الأصل: { $language }
reissued-on = أُعيد إصدارها في { $date }
reissue-replaces = تحل محل النص المرسل في { $date }
addendum-on = أُعيد إصدارها مع إضافات في { $date }
addendum-to = تضيف إلى النص المرسل في { $date }
corrigendum-on = أُعيد إصدارها مع تصويبات في { $date }
corrigendum-to = تصوب النص المرسل في { $date }
kind-ordinary = اجتماع عادي
kind-annual = اجتماع سنوي
kind-extraordinary = اجتماع استثنائي
kind-special = اجتماع خاص
kind-urgent = اجتماع عاجل
link-with-address = { $title }: { $url }
closed-meeting = اجتماع مغلق
closed = جلسة مغلقة
role = { $role }: { $names }
meeting-to-be-confirmed = الموعد قيد التأكيد
meeting-moved = تغيّر الموعد
meeting-cancelled = أُلغي الموعد
meeting-not-held = لم يجرِ الانعقاد

venue = المكان: { $place }
platform = عبر الإنترنت: { $platform }
chairs-of-meeting = { $count ->
    [one] الرئاسة: { $chairs }
   *[other] الرئاسة المشتركة: { $chairs }
}
chair-with-role = { $chair } ({ $role })
chairs-separator = {"؛ "}
moved-from-line = الموعد الأصلي: { $date }

## Sections of the minutes

section-decisions = المقررات والإجراءات المطلوبة
section-background = معلومات أساسية
section-participants = المشاركون
contents = المحتويات
section-agenda = جدول الأعمال
section-number = { $number ->
    [1] أولا
    [2] ثانيا
    [3] ثالثا
    [4] رابعا
    [5] خامسا
    [6] سادسا
    [7] سابعا
    [8] ثامنا
    [9] تاسعا
    [10] عاشرا
    [11] حادي عشر
    [12] ثاني عشر
   *[other] { $number }
}

## Sentences

# تقديم المفعول على الفاعل يجيز تذكير الفعل أيا كان جنس الفاعل وعدده.
chaired-by = { $count ->
    [one] تولى رئاسة الاجتماع { $chairs }.
   *[other] اشترك في رئاسة الاجتماع { $chairs }.
}
moved-sentence = كان من المقرر في الأصل عقد الاجتماع في { $from }، ثم تغيّر موعده إلى { $date }.
participants-introduction = المسؤولون المشاركون بصفة تمثيلية:
observers = شارك أيضا بصفة مراقب { $people } { $people-are } { $people ->
    [one] ينتمي
    [two] ينتميان
   *[other] ينتمون
} إلى { $entities } { $entities-are }.
# ما يرد في تعريف الاجتماع بدلا من هذه الكلمات يبدأ بحرف "من"، فيصح بعد أي عدد: "من موظفي الأمم المتحدة".
observers-people = { $count ->
    [zero] من الأشخاص
    [one] من الأشخاص
    [two] من الأشخاص
    [few] أشخاص
    [many] شخصا
   *[other] شخص
}
observers-entities = { $count ->
    [zero] من الكيانات
    [one] من الكيانات
    [two] من الكيانات
    [few] كيانات
    [many] كيانا
   *[other] كيان
}
action-owner = جهة التنفيذ: { $owner }
action-due = الموعد النهائي: { $due }

decided-on = تاريخ البت: { $date }
moved = باقتراح من { $moved }.
seconded = بتثنية من { $seconded }.
moved-and-seconded = باقتراح من { $moved }، وبتثنية من { $seconded }.
elected = { $method ->
    [none] الانتخاب لمنصب { $post }: { $names }.
   *[given] الانتخاب { $method } لمنصب { $post }: { $names }.
}
elected-for-term = { $method ->
    [none] الانتخاب لمنصب { $post } ({ $term }): { $names }.
   *[given] الانتخاب { $method } لمنصب { $post } ({ $term }): { $names }.
}
appointed = { $method ->
    [none] التعيين في منصب { $post }: { $names }.
   *[given] التعيين { $method } في منصب { $post }: { $names }.
}
appointed-for-term = { $method ->
    [none] التعيين في منصب { $post } ({ $term }): { $names }.
   *[given] التعيين { $method } في منصب { $post } ({ $term }): { $names }.
}
non-attribution = عُقد الاجتماع وفقا لقاعدة عدم نسبة الأقوال إلى أصحابها: فيورَد ما قيل دون ذكر قائله.
run-in-title = { $title }.
decision-at-end = ({ $decision })
section-with-number = { $number } - { $title }
consent-agenda = يُبت في البنود المدرجة تحت هذا العنوان دفعة واحدة ودون مناقشة، ما لم يطلب أحد الأعضاء إخراج بند منها.
consent-agenda-decided = بُتّ في البنود المدرجة تحت هذا العنوان دفعة واحدة ودون مناقشة، باستثناء ما طلب أحد الأعضاء إخراجه منها.

## What happened

event = { $event }.
event-at = الساعة { $time }: { $event }.
speaker = { $who }
speaker-at = الساعة { $time }: { $who }
speaker-in-own-words = { $who }:
said-at = الساعة { $time }:
event-opened = { $count ->
    [0] افتُتحت الجلسة
   *[other] { $gender ->
        [feminine] افتتحت الجلسة { $who }
       *[other] افتتح الجلسة { $who }
    }
}
event-suspended = { $count ->
    [0] عُلّقت الجلسة
   *[other] { $gender ->
        [feminine] علّقت الجلسة { $who }
       *[other] علّق الجلسة { $who }
    }
}
event-resumed = { $count ->
    [0] استؤنفت الجلسة
   *[other] { $gender ->
        [feminine] استأنفت الجلسة { $who }
       *[other] استأنف الجلسة { $who }
    }
}
event-adjourned = { $count ->
    [0] رُفعت الجلسة
   *[other] { $gender ->
        [feminine] رفعت الجلسة { $who }
       *[other] رفع الجلسة { $who }
    }
}
event-arrived = { $gender ->
    [feminine] حضرت إلى الجلسة { $who }
   *[other] حضر إلى الجلسة { $who }
}
event-left = { $gender ->
    [feminine] غادرت الجلسة { $who }
   *[other] غادر الجلسة { $who }
}
event-returned = { $gender ->
    [feminine] عادت إلى الجلسة { $who }
   *[other] عاد إلى الجلسة { $who }
}
event-took-chair = { $again ->
    [yes] { $gender ->
        [feminine] تولت الرئاسة من جديد { $who }
       *[other] تولى الرئاسة من جديد { $who }
    }
   *[no] { $gender ->
        [feminine] تولت الرئاسة { $who }
       *[other] تولى الرئاسة { $who }
    }
}
event-recused = { $gender ->
    [feminine] أعلنت { $who } وجود مصلحة في البند، دون مشاركة في النظر فيه
   *[other] أعلن { $who } وجود مصلحة في البند، دون مشاركة في النظر فيه
}
event-pulled = { $gender ->
    [feminine] طلبت إخراج البند من البنود التي يُبت فيها دون مناقشة: { $who }
   *[other] طلب إخراج البند من البنود التي يُبت فيها دون مناقشة: { $who }
}
event-quorum-lost = لم يعد النصاب القانوني مكتملا
event-quorum-regained = اكتمل النصاب القانوني من جديد
event-moved = { $gender ->
    [feminine] قدّمت اقتراحا إجرائيا { $who }
   *[other] قدّم اقتراحا إجرائيا { $who }
}

## Decisions

heading-of-decision = المقرر { $number }
heading-of-resolution = القرار { $number }
heading-of-ordinance = الأمر التنظيمي { $number }
heading-of-recommendation = التوصية { $number }
heading-of-motion = الاقتراح { $number }
heading-of-conclusion = الاستنتاج { $number }
heading-of-unnumbered-decision = مقرر
heading-of-unnumbered-resolution = قرار
heading-of-unnumbered-ordinance = أمر تنظيمي
heading-of-unnumbered-recommendation = توصية
heading-of-unnumbered-motion = اقتراح
heading-of-unnumbered-conclusion = استنتاج
other-decisions = مقررات أخرى
method-consensus = بتوافق الآراء
method-unanimous = بالإجماع
method-acclamation = بالتزكية
method-show-of-hands = برفع الأيدي
method-recorded-vote = بتصويت مسجل
method-roll-call = بتصويت بنداء الأسماء
method-secret-ballot = بالاقتراع السري
method-written-procedure = بالإجراء الكتابي
method-silence-procedure = بإجراء الموافقة الصامتة
method-ruling-of-chair = بقرار من الرئاسة
# التوصية مؤنثة، وما عداها مذكر.
disposition-adopted = { $kind ->
    [recommendation] اعتُمدت
   *[other] اعتُمد
}
disposition-rejected = { $kind ->
    [recommendation] رُفضت
   *[other] رُفض
}
disposition-referred = { $kind ->
    [recommendation] أُحيلت
   *[other] أُحيل
}
disposition-withdrawn = { $kind ->
    [recommendation] سُحبت
   *[other] سُحب
}
disposition-deferred = { $kind ->
    [recommendation] أُرجئت
   *[other] أُرجئ
}
disposition-on-file = { $kind ->
    [recommendation] حُفظت في الملفات
   *[other] حُفظ في الملفات
}
disposition-second-reading = { $kind ->
    [recommendation] أُحيلت إلى القراءة الثانية
   *[other] أُحيل إلى القراءة الثانية
}
disposition-carried-over = { $kind ->
    [recommendation] رُحّلت
   *[other] رُحّل
}
disposition-noted = { $kind ->
    [recommendation] أُحيط علما بها
   *[other] أُحيط علما به
}
item-adopted = اعتُمد
item-rejected = رُفض
item-referred = أُحيل
item-withdrawn = سُحب
item-deferred = أُرجئ
item-on-file = حُفظ في الملفات
item-second-reading = أُحيل إلى القراءة الثانية
item-carried-over = رُحّل إلى الاجتماع المقبل
item-noted = أُحيط علما به
result-on = { $result } في { $date }
result-elected = جرى الانتخاب
result-not-elected = لم يُنتخب أحد
result-appointed = جرى التعيين
# ما تقوله الهيئة بعباراتها، وتليه الطريقة التي اتُّبعت.
stated-result-by-method = { $result }، { $method }
result-by-method = { $result } { $method }
decided-by-method = اتُّخذ القرار { $method }
result-with-tally = { $result } ({ $tally })
tally-for = { $count ->
    [zero] لا أصوات مؤيدة
    [one] صوت مؤيد واحد
    [two] صوتان مؤيدان
    [few] { $count } أصوات مؤيدة
    [many] { $count } صوتا مؤيدا
   *[other] { $count } صوت مؤيد
}
tally-against = { $count ->
    [zero] لا أصوات معارضة
    [one] صوت معارض واحد
    [two] صوتان معارضان
    [few] { $count } أصوات معارضة
    [many] { $count } صوتا معارضا
   *[other] { $count } صوت معارض
}
tally-abstain = { $count ->
    [zero] لا امتناع عن التصويت
    [one] حالة امتناع واحدة عن التصويت
    [two] حالتا امتناع عن التصويت
    [few] { $count } حالات امتناع عن التصويت
    [many] { $count } حالة امتناع عن التصويت
   *[other] { $count } حالة امتناع عن التصويت
}
tally-papers = { $count ->
    [zero] لا أوراق صحيحة
    [one] ورقة صحيحة واحدة
    [two] ورقتان صحيحتان
    [few] { $count } أوراق صحيحة
    [many] { $count } ورقة صحيحة
   *[other] { $count } ورقة صحيحة
}
tally-blank = { $count ->
    [zero] لا أوراق بيضاء
    [one] ورقة بيضاء واحدة
    [two] ورقتان بيضاوان
    [few] { $count } أوراق بيضاء
    [many] { $count } ورقة بيضاء
   *[other] { $count } ورقة بيضاء
}
tally-invalid = { $count ->
    [zero] لا أوراق باطلة
    [one] ورقة باطلة واحدة
    [two] ورقتان باطلتان
    [few] { $count } أوراق باطلة
    [many] { $count } ورقة باطلة
   *[other] { $count } ورقة باطلة
}
tally-not-voting = { $count ->
    [zero] لا حالات لعدم المشاركة في التصويت
    [one] حالة واحدة لعدم المشاركة في التصويت
    [two] حالتان لعدم المشاركة في التصويت
    [few] { $count } حالات لعدم المشاركة في التصويت
    [many] { $count } حالة لعدم المشاركة في التصويت
   *[other] { $count } حالة لعدم المشاركة في التصويت
}
tally-absent = { $count ->
    [zero] لا غياب
    [one] حالة غياب واحدة
    [two] حالتا غياب
    [few] { $count } حالات غياب
    [many] { $count } حالة غياب
   *[other] { $count } حالة غياب
}
tally-for-unit = التأييد: { $count } { $unit }
tally-against-unit = المعارضة: { $count } { $unit }
tally-abstain-unit = الامتناع عن التصويت: { $count } { $unit }
tally-blank-unit = الأوراق البيضاء: { $count } { $unit }
tally-invalid-unit = الأوراق الباطلة: { $count } { $unit }
tally-not-voting-unit = عدم المشاركة في التصويت: { $count } { $unit }
tally-absent-unit = الغياب: { $count } { $unit }
nobody = لا أحد
votes = { $count ->
    [zero] من الأصوات
    [one] من الأصوات
    [two] من الأصوات
    [few] أصوات
    [many] صوتا
   *[other] صوت
}
# ما يُعد غير الأعضاء: الصيغة الأولى مع 0 و1 و2، لأن الرقم يُكتب قبلها، ثم مع 3 إلى 10، ثم مع 11 إلى 99، ثم مع المئات.
form-of-count = { $count ->
    [zero] 1
    [one] 1
    [two] 1
    [few] 2
    [many] 3
   *[other] 4
}
units = من الأسهم|أسهم|سهما|سهم, من الحصص|حصص|حصة|حصة, من الأصوات|أصوات|صوتا|صوت, من الأعضاء|أعضاء|عضوا|عضو, من الوفود|وفود|وفدا|وفد, من الدول الأعضاء|دول أعضاء|دولة عضوا|دولة عضو, من المندوبين|مندوبين|مندوبا|مندوب, من الملاك|ملاك|مالكا|مالك, من المساهمين|مساهمين|مساهما|مساهم, من النقاط|نقاط|نقطة|نقطة
count-of = { $count } { $unit }
ballot-line = { $label }: { $names }
ballots-separator = {"؛ "}
ballot-for = المؤيدون
ballot-against = المعارضون
ballot-abstain = الممتنعون
ballot-blank = الأوراق البيضاء
ballot-invalid = الأوراق الباطلة
ballot-not-voting = غير المشاركين في التصويت
ballot-absent = الغائبون
majority-needed = الأغلبية المطلوبة
amount = المبلغ
action-open = لم يُنفذ بعد
action-under-way = قيد التنفيذ
action-done = نُفذ
action-dropped = صُرف النظر عنه

## Agenda

purpose-decide = لاتخاذ قرار
purpose-endorse = للإقرار
purpose-elect = للانتخاب
purpose-discuss = للمناقشة
purpose-note = للإحاطة علما
purpose-inform = للعلم
annotations = الشروح
documents = { $count ->
    [one] الوثيقة:
    [two] الوثيقتان:
   *[other] الوثائق:
}
document-with-title = { $document } ({ $title })
documents-separator = {"؛ "}
deadlines = المواعيد النهائية
participants-elsewhere = ترد قائمة المشاركين في وثيقة مستقلة:
minutes-of-last-meeting = محضر الاجتماع السابق
matters-arising = المسائل الناشئة عن المحضر السابق
minutes-of-meeting = المحضر ({ $title }، { $date })
action-made = { $title }، { $date }
previous-meeting = الاجتماع السابق
next-meeting = الاجتماع المقبل
remark-to-be-confirmed = الموعد قيد التأكيد
remark-moved = تغيّر موعده
remark-cancelled = أُلغي
remark-not-held = لم يُعقد
with-remark = { $text } ({ $remark })
label = { $label }:
label-with-title = { $label }: { $title }
session = الجلسة { $number }
chaired = الرئاسة: { $names }

duration = { $minutes ->
    [zero] ({ $minutes } دقيقة)
    [one] (دقيقة واحدة)
    [two] (دقيقتان)
    [few] ({ $minutes } دقائق)
    [many] ({ $minutes } دقيقة)
   *[other] ({ $minutes } دقيقة)
}
led-by = {" "}– { $names }
facilitated-by = {" "}– التيسير: { $names }
questions = أسئلة مطروحة للنظر
endorsement-of = إقرار ما يلي:
list-continues = ؛
list-end = .
remarks = ملاحظات موجزة: { $speaker }.
remarks-in-capacity = ملاحظات موجزة: { $speaker } ({ $capacity }).
annexes = المرفقات
annex-with-title = { $annex }: { $title }
outside-page = { $annex }، الصفحة { $page } من { $pages }

## References

annex = { $number ->
    [1] المرفق الأول
    [2] المرفق الثاني
    [3] المرفق الثالث
    [4] المرفق الرابع
    [5] المرفق الخامس
    [6] المرفق السادس
    [7] المرفق السابع
    [8] المرفق الثامن
    [9] المرفق التاسع
    [10] المرفق العاشر
    [11] المرفق الحادي عشر
    [12] المرفق الثاني عشر
   *[other] المرفق { $number }
}
number-again = { $times ->
    [2] { $number } مكررا
    [3] { $number } مكررا ثانيا
    [4] { $number } مكررا ثالثا
    [5] { $number } مكررا رابعا
    [6] { $number } مكررا خامسا
    [7] { $number } مكررا سادسا
    [8] { $number } مكررا سابعا
    [9] { $number } مكررا ثامنا
    [10] { $number } مكررا تاسعا
   *[other] { $number } ({ $times })
}
annex-without-number = المرفق
annex-to-decision = { $annex } { $kind ->
    [decision] للمقرر
    [resolution] للقرار
    [ordinance] للأمر التنظيمي
    [recommendation] للتوصية
    [motion] للاقتراح
   *[conclusion] للاستنتاج
} { $number }
item-number = { $number }
item-number-inside = { $outer } ({ $letter ->
    [a] أ
    [b] ب
    [c] ج
    [d] د
    [e] هـ
    [f] و
    [g] ز
    [h] ح
    [i] ط
    [j] ي
    [k] ك
    [l] ل
    [m] م
    [n] ن
    [o] س
    [p] ع
    [q] ف
    [r] ص
    [s] ق
    [t] ر
    [u] ش
    [v] ت
    [w] ث
    [x] خ
    [y] ذ
    [z] ض
    [aa] ظ
    [ab] غ
   *[other] { $letter }
})
# ما يسبق عنوان البند.
item-mark = { $number } -
item-mark-inside = ({ $letter ->
    [a] أ
    [b] ب
    [c] ج
    [d] د
    [e] هـ
    [f] و
    [g] ز
    [h] ح
    [i] ط
    [j] ي
    [k] ك
    [l] ل
    [m] م
    [n] ن
    [o] س
    [p] ع
    [q] ف
    [r] ص
    [s] ق
    [t] ر
    [u] ش
    [v] ت
    [w] ث
    [x] خ
    [y] ذ
    [z] ض
    [aa] ظ
    [ab] غ
   *[other] { $letter }
})
reference-to-item = البند { $number }
reference-to-decision = المقرر { $number }
reference-to-resolution = القرار { $number }
reference-to-ordinance = الأمر التنظيمي { $number }
reference-to-recommendation = التوصية { $number }
reference-to-motion = الاقتراح { $number }
reference-to-conclusion = الاستنتاج { $number }
reference-to-unnumbered-decision = المقرر
reference-to-unnumbered-resolution = القرار
reference-to-unnumbered-ordinance = الأمر التنظيمي
reference-to-unnumbered-recommendation = التوصية
reference-to-unnumbered-motion = الاقتراح
reference-to-unnumbered-conclusion = الاستنتاج
document-with-symbol = { $title } ({ $symbol })
reference-to-section = الفرع { $number }
reference-with-page = { $reference } (الصفحة { $page })
reference-with-page-in-parentheses = { $reference }، الصفحة { $page }

## People and entities

chairs = { $count ->
    [one] الرئاسة
   *[other] الرئاسة المشتركة
}
person-with-rank = { $rank } { $name }
person-of-entity = { $person }، { $entity }
person-with-title-and-entity = { $name }، { $title } ({ $entity })
entity-with-abbreviation = { $name } ({ $abbreviation })
representative-separator = {"؛ "}
representative-last-separator = ؛ و

# الصيغة الأولى عنوان فوق اسم واحد، أو ملاحظة تلي اسم شخص متغيب، رجلا كان أم امرأة.
participants-member = { $count ->
    [one] العضو
    [two] العضوان
   *[other] الأعضاء
}
participants-alternate = { $count ->
    [one] بصفة مناوب
    [two] المناوبان
   *[other] المناوبون
}
participants-observer = { $count ->
    [one] بصفة مراقب
    [two] المراقبان
   *[other] المراقبون
}
participants-invited = { $count ->
    [one] بدعوة خاصة
    [two] المدعوان
   *[other] المدعوون
}
participants-staff = الأمانة
participants-by-proxy = التمثيل بالوكالة
participants-excused = الاعتذار عن عدم الحضور
participants-absent = الغياب
participant-remote = عن بُعد
participant-from = اعتبارا من الساعة { $value }
participant-until = حتى الساعة { $value }
participant-alternate-for = بالنيابة عن { $value }
participant-proxy = بتوكيل ممنوح إلى { $value }
quorum = { $represented ->
    [0] النصاب القانوني: { $present } { $unit } بالحضور (المطلوب: { $needed }).
    [unknown] النصاب القانوني: { $present } { $unit } (المطلوب: { $needed }).
   *[other] النصاب القانوني: { $present } { $unit } بالحضور أو التمثيل (المطلوب: { $needed }).
}
quorum-of = { $represented ->
    [0] النصاب القانوني: { $present } { $unit } من أصل { $of }، بالحضور (المطلوب: { $needed }).
    [unknown] النصاب القانوني: { $present } { $unit } من أصل { $of } (المطلوب: { $needed }).
   *[other] النصاب القانوني: { $present } { $unit } من أصل { $of }، بالحضور أو التمثيل (المطلوب: { $needed }).
}
quorum-members = { $count ->
    [zero] من الأعضاء
    [one] من الأعضاء
    [two] من الأعضاء
    [few] أعضاء
    [many] عضوا
   *[other] عضو
}

## Lists

# علامات القوائم المرتبة في المتن، مستوى بعد مستوى (نمط ترقيم في Typst): (أ) ثم (1).
list-pattern = (أ)(1)
details-separator = {"، "}
list-separator = {"، "}
list-of-two = { $first } و{ $last }
list-of-many = { $first }، و{ $last }

## Sign-off

history = مراحل إعداد هذا المحضر
column-step = المرحلة
step-draft = بدء الصياغة
step-convened = الدعوة إلى الاجتماع
step-minutes-draft = إعداد مشروع المحضر
step-circulated = تعميم المحضر
step-adopted = اعتماد المحضر
step-silence-over = نهاية مهلة إجراء الموافقة الصامتة
step-objection = اعتراض من { $who }
step-resolved = اعتراض من { $who }: جرت تسويته
signature-field = توقيع رقمي من { $name }، مع الساعة بالتوقيت العالمي المنسق والشهادة
signed-by = توقيع رقمي من { $name }
signed-for = توقيع رقمي من { $signer } بالنيابة عن { $name }
signed-at = { $date }، الساعة { $time } بالتوقيت العالمي المنسق
signed-with-number = الشهادة رقم { $serial }
signed-with = الشهادة: { $subject }، صادرة عن { $issuer }، رقم { $serial }

## Annexes

pillar = الركيزة { $number }
column-activity = النشاط
column-lead = الجهة الرائدة
column-partners = الشركاء
column-timeline = الإطار الزمني
column-resources = الموارد
column-status = الحالة
column-date = التاريخ
column-event = النشاط
column-outcome = النتيجة
column-time = التوقيت
column-meeting = الاجتماع
column-level = المستوى
column-place = المكان
column-annex = المرفق
column-title = العنوان
column-document = الوثيقة
column-symbol = الرمز
column-purpose = الغرض
column-page = الصفحة
column-pages = عدد الصفحات
column-original = الأصل
column-due = الموعد النهائي
column-item = البند
item-of-agenda = { column-item }
post = المنصب
seats = عدد المقاعد
candidates = { $count ->
    [one] الترشيح
    [two] الترشيحان
   *[other] الترشيحات
}
column-candidate = الترشيح
column-nominated-by = جهة الترشيح
column-votes = الأصوات
column-vote = التصويت
column-count = العدد
column-names = الأسماء
actions = الإجراءات
column-decision = المقرر
column-action = الإجراء
column-owner = جهة التنفيذ
remote = عن بُعد
host = الجهة المضيفة: { $host }
with-partners = بالاشتراك مع { $partners }
activity-planned = مزمع
activity-under-way = قيد التنفيذ
activity-completed = منجز
activity-on-hold = معلق
entry-confirmed = مؤكد
entry-to-be-confirmed = قيد التأكيد
entry-moved = تغيّر موعده
entry-cancelled = أُلغي
entry-not-held = لم يُعقد
moved-from = الموعد الأصلي: { $date }

## Dates and times

date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
month-1 = كانون الثاني/يناير
month-2 = شباط/فبراير
month-3 = آذار/مارس
month-4 = نيسان/أبريل
month-5 = أيار/مايو
month-6 = حزيران/يونيه
month-7 = تموز/يوليه
month-8 = آب/أغسطس
month-9 = أيلول/سبتمبر
month-10 = تشرين الأول/أكتوبر
month-11 = تشرين الثاني/نوفمبر
month-12 = كانون الأول/ديسمبر
weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد
time = { $hour }:{ $minute }
time-at-start = { time }
# تلي القوس علامة اتجاه (U+200F) لئلا يقرأ الرقم الذي بعد رمز لاتيني من اليسار إلى اليمين.
time-range = { $start }–{ $end } ({ $zone }){"\u200F"}
time-range-without-zone = { $start }–{ $end }
weekday-and-date = { $weekday }، { $date }
time-range-with-dates = { $start } – { $end }
time-range-on-another-day = { $times }، في { $date }
time-in-zone = { $time } ({ $zone }){"\u200F"}
date-and-times = { $date }، الساعة { $times }
zone-separator = {" / "}
# المختصرات المعروفة لدى القراء؛ وتكتب بقية المناطق على شكل UTC+2.
zone-abbreviations = UTC
zone-utc = UTC
zone-offset = UTC{ $offset }
period = { $from } – { $until }
period-of-days = { $first }–{ $last } { $month } { $year }
period-from = اعتبارا من { $from }
period-until = حتى { $until }
period-continuing = مستمر

## Money

# يجوز أن تكون لأي عملة صيغة خاصة بها: `money-CHF = { $sum } بالفرنك السويسري`.
money-EUR = { $sum } يورو
money-GBP = { $sum } بالجنيه الإسترليني
money = { $currency ->
    [CHF] { $sum } من الفرنكات السويسرية
    [USD] { $sum } من دولارات الولايات المتحدة
   *[other] { $sum } { $currency }
}
negative = −{ $sum }
thousands-separator = {" "}
decimal-separator = {","}

## Languages

language-own = العربية
direction = rtl
only-in = [{ $languages } فقط]
language-ar = بالعربية
language-en = بالإنكليزية
language-es = بالإسبانية
language-fr = بالفرنسية
language-ru = بالروسية
language-zh = بالصينية

## Registers

register-attendance = الحضور
register-calendar = الجدول الزمني للاجتماعات
column-id = المعرّف
column-number = الرقم
column-remark = ملاحظات
column-as-of = الحالة في
column-origin = البند أو المقرر
column-body = الهيئة
column-pack = مجموعة الوثائق
column-kind = النوع
column-in-favour = المؤيدون
column-against = المعارضون
column-abstaining = الممتنعون
column-name = الاسم
column-entity = المنظمة
column-capacity = المنصب
column-class = صفة المشاركة
column-presence = الحضور
column-until = تاريخ الانتهاء
column-zone = المنطقة الزمنية
presence-present = حضور
presence-excused = اعتذار عن عدم الحضور
presence-absent = غياب
presence-by-proxy = تمثيل بالوكالة

## Audiences

withheld-item = بند سري
withheld-annex = مرفق سري
withheld-decision = مقرر سري
withheld-session = جلسة مغلقة
withheld-reference = بند سري
withheld-passage = [غير مدرج]
withheld-annex-text = هذا المرفق غير مدرج في هذه المجموعة من الوثائق.
extract-of-minutes = مستخرج من المحضر. والمعتمد هو المحضر الكامل، وهو غير مدرج في هذه المجموعة من الوثائق.
audience-members = للأعضاء فقط
audience-observers = للأعضاء والمراقبين
audience-staff = للأمانة فقط
audience-press = للصحافة
audience-public = علني
audience-and-title = { $audience } · { $title }

## What changed since a pack was sent out

changes-since = التغييرات منذ إرسال هذه الوثائق في { $date } (الإصدار { $number }):
changes-marked = التغييرات المدخلة منذ إرسال هذه الوثائق في { $date } (الإصدار { $number }) مبيَّنة في النص: المضاف مسطَّر والمحذوف مشطوب وموضوع بين معقوفتين.
changes-marked-between = الاختلافات عن نسخة سابقة من هذه الوثائق مبيَّنة في النص: المضاف مسطَّر والمحذوف مشطوب وموضوع بين معقوفتين.
redline-moved-from = [نُقل من هنا]
redline-moved-to = [نُقل إلى هنا]
changes-new-edition = هذه النسخة اللغوية جديدة: لم تكن ضمن الوثائق المرسلة في { $date } (الإصدار { $number }).
changes-new-audience = تُرسل هذه الوثائق إلى هؤلاء المتلقين للمرة الأولى، فلا توجد وثائق مرسلة سابقا للمقارنة بها.
changes-meeting = الاجتماع والأوقات والأماكن
changes-running = في كل صفحة
changes-filing = الرمز والتاريخ والتوزيع
change-added = إضافة
change-removed = حذف
change-moved = نقل
change-changed = تعديل
change-replaced = استبدال
change-redrawn = النص نفسه بعرض مختلف
change-after = بعد «{ $title }»
change-first = في البداية
change-under = ضمن «{ $title }»
change-page = الصفحة { $page } من المرفق
change-page-from = ابتداءً من الصفحة { $page }
change-pages = الصفحات { $from } إلى { $to }
change-times = { $what } ({ $number })
change-number = { $before } أصبح { $after }
changes-numbers = أرقام تغيّرت تبعا لذلك: { $list }
changes-items-renumbered = بنود تغيّرت أرقامها: { $list }
changes-paragraphs-renumbered = فقرات تغيّرت أرقامها: { $list }
change-also = وكذلك في: { $documents }
column-where = الموضع
column-before = سابقا
column-now = حاليا
changes-listed = عدد التغييرات { $number }، ويرد هنا أهمها وعددها { $listed }.

## What reviewers said of documents that were sent out

comments-marked = في التغييرات المقترحة، الكلمات المقترح حذفها مشطوبة والكلمات المقترح إضافتها مسطَّرة.
comments-left-out = تعليقات أخرى لم تُدرج: { $number }
comment-paragraph = الفقرة { $number }
comment-answer = رد على { $author }
comment-resolved = اعتُبر محسوما
comment-joined = ضم إلى الفقرة التالية
comment-level = مستوى آخر في القائمة
comment-moved-after = نُقل إلى ما بعد «{ $title }»
comment-withdrawn = حذف ما أضافه شخص آخر
comment-not-recorded = تغيير غير مسجل
response-accepted = مقبول
response-rejected = غير مقبول
response-noted = أُحيط علما به
column-paragraph = الفقرة
column-sent = النص المرسل
column-comment = التعليق أو التغيير المقترح
column-reviewer = مقدَّم من
column-response = الرد

## The page for browsers

pack-title = { $meeting }، { $date }
skip-to-text = الانتقال إلى النص
other-languages = لغات أخرى
add-meeting = إضافة هذا الاجتماع إلى تقويمك
add-calendar = إضافة جميع المواعيد إلى تقويمك
for-the-screen = هذه الصفحة للقراءة على الشاشة. ووثائق الاجتماع هي ملفات PDF المرفقة بها.
notes = الحواشي
back-to-text = العودة إلى النص

# Words that no line of a text ends with: before a name or a number, and before any word; then words that no line begins with, after
# a number. Divided by spaces.
joined-to-names = السيد السيدة السيدات السادة الدكتور الدكتورة الأستاذ رقم المادة الفقرة الفقرات البند البنود الصفحة المرفق المرفقات الفصل الجزء الجدول الشكل القاعدة
joined-to-words = { "" }
joined-to-numbers = { "" }
# Courtesies that stand before a whole name only. Divided by spaces.
before-whole-names = { "" }
# Words whose full stop is not the end of a sentence, besides those above. Divided by spaces.
abbreviations = Co. Corp. Inc.
# Two words of ours within a sentence, and the one that they become. Divided by commas.
joined-articles = { "" }
