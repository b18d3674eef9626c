# 文件自行添加的全部文字，简体中文(按联合国文件用语)。
# 格式为 Project Fluent (projectfluent.org)。工作区可设同名文件，其中只列需要另作表述的标签。
# 括号按联合国文件用半角；plain 一套模板用全角(plain/labels/zh.ftl)，工作区也可自设这两项。

-open = (
-close = )

## Documents

document-agenda = 议程
document-annexes = 附件
document-minutes = 会议记录
document-annotated-agenda = 附加说明的议程
document-timetable = 时间表
document-attendance = 与会者名单
document-decisions = 决定
document-resolutions = 决议
document-summary = 决定和行动摘要
document-register = 登记册
document-complete = 全部文件
document-changes = 变更
document-redline = { $document }（标明变更）
document-comments = 意见和答复
document-title = { $document }：{ $meeting }，{ $date }
running-head = { $body } · { $title } · { $date }
running-head-short = { $body } · { $date }
page-number = 第{ $page }页
page-of-pages = 第{ $page }页，共{ $pages }页
page-unused = 第{ $page }页不再使用
pages-unused = 第{ $page }–{ $pages }页不再使用

status-draft = 草稿
status-convened = 会议已召集
status-minutes-draft = 草稿
status-circulated = 草稿，已分发征求意见
status-adopted = 已通过
status-adopted-on = { $date }通过
draft-mark = 草稿

## Masthead

distribution = 分发：{ $distribution }
original = 原文：{ $language }
reissued-on = { $date }重新印发
reissue-replaces = 取代{ $date }发出的文本
addendum-on = { $date }增补后重新印发
addendum-to = 增补{ $date }发出的文本
corrigendum-on = { $date }更正后重新印发
corrigendum-to = 更正{ $date }发出的文本
kind-ordinary = 例会
kind-annual = 年度会议
kind-extraordinary = 临时会议
kind-special = 特别会议
kind-urgent = 紧急会议
link-with-address = { $title }：{ $url }
closed-meeting = 非公开会议
closed = 非公开
role = { $role }：{ $names }
meeting-to-be-confirmed = 待确认
meeting-moved = 已改期
meeting-cancelled = 已取消
meeting-not-held = 未举行
venue = 地点：{ $place }
platform = 线上：{ $platform }
chairs-of-meeting = { $count ->
    [1] 主席：{ $chairs }
   *[other] 共同主席：{ $chairs }
}
chair-with-role = { $chair }{ -open }{ $role }{ -close }
chairs-separator = ；
moved-from-line = 原定日期：{ $date }

## Sections of the minutes

section-decisions = 决定和行动要点
section-background = 背景
section-participants = 与会者
contents = 目录
section-agenda = 议程
section-number = { $number ->
    [1] 一
    [2] 二
    [3] 三
    [4] 四
    [5] 五
    [6] 六
    [7] 七
    [8] 八
    [9] 九
    [10] 十
    [11] 十一
    [12] 十二
   *[other] { $number }
}

## Sentences

chaired-by = { $count ->
    [1] 会议由{ $chairs }主持。
   *[other] 会议由{ $chairs }共同主持。
}
moved-sentence = 会议原定于{ $from }举行，后改至{ $date }举行。
participants-introduction = 下列官员以代表身份与会：
observers = 另有来自{ $entities }{ $entities-are }的{ $people }{ $people-are }以观察员身份与会。
observers-people = 人
observers-entities = 个实体
action-owner = 负责方：{ $owner }
action-due = 期限：{ $due }
decided-on = 决定日期：{ $date }
moved = 由{ $moved }提议。
seconded = 由{ $seconded }附议。
moved-and-seconded = 由{ $moved }提议，{ $seconded }附议。
elected = { $method ->
    [none] { $names }当选{ $post }。
   *[given] { $names }{ $method }当选{ $post }。
}
elected-for-term = { $method ->
    [none] { $names }当选{ $post }，任期：{ $term }。
   *[given] { $names }{ $method }当选{ $post }，任期：{ $term }。
}
appointed = { $method ->
    [none] { $names }获任命为{ $post }。
   *[given] { $names }{ $method }获任命为{ $post }。
}
appointed-for-term = { $method ->
    [none] { $names }获任命为{ $post }，任期：{ $term }。
   *[given] { $names }{ $method }获任命为{ $post }，任期：{ $term }。
}
non-attribution = 会议遵循发言不具名规则：只记述发言内容，不指明发言者。
run-in-title = { $title }。
decision-at-end = { -open }{ $decision }{ -close }
section-with-number = { $number }. { $title }
consent-agenda = 本标题下各项目不经讨论一并作出决定，除非有成员要求将某一项目单独审议。
consent-agenda-decided = 本标题下各项目不经讨论一并作出决定，但有成员要求单独审议的项目除外。

## What happened

event = { $event }。
event-at = { $time }：{ $event }。
speaker = { $who }
speaker-at = { $time }：{ $who }
speaker-in-own-words = { $who }：
said-at = { $time }：
event-opened = { $count ->
    [0] 会议开始
   *[other] { $who }宣布会议开始
}
event-suspended = { $count ->
    [0] 会议暂停
   *[other] { $who }宣布暂停会议
}
event-resumed = { $count ->
    [0] 复会
   *[other] { $who }宣布复会
}
event-adjourned = { $count ->
    [0] 散会
   *[other] { $who }宣布散会
}
event-arrived = { $who }到会
event-left = { $who }离会
event-returned = { $who }返回会议
event-took-chair = { $again ->
    [yes] { $who }重新主持会议
   *[no] { $who }主持会议
}
event-recused = { $who }申报利益关系，不参与该项目的审议
event-pulled = { $who }要求将该项目从同意议程中移出，单独审议
event-quorum-lost = 会议不足法定人数
event-quorum-regained = 会议恢复法定人数
event-moved = { $who }提出程序性动议

## Decisions

heading-of-decision = 第{ $number }号决定
heading-of-resolution = 第{ $number }号决议
heading-of-ordinance = 第{ $number }号条例
heading-of-recommendation = 第{ $number }号建议
heading-of-motion = 第{ $number }号动议
heading-of-conclusion = 第{ $number }号结论
heading-of-unnumbered-decision = 决定
heading-of-unnumbered-resolution = 决议
heading-of-unnumbered-ordinance = 条例
heading-of-unnumbered-recommendation = 建议
heading-of-unnumbered-motion = 动议
heading-of-unnumbered-conclusion = 结论
other-decisions = 其他决定
# 表决方法置于结果之前：“以协商一致方式”加“通过”。
method-consensus = 以协商一致方式
method-unanimous = 一致
method-acclamation = 以鼓掌方式
method-show-of-hands = 以举手表决方式
method-recorded-vote = 以记录表决方式
method-roll-call = 以唱名表决方式
method-secret-ballot = 以无记名投票方式
method-written-procedure = 以书面程序
method-silence-procedure = 以默许程序
method-ruling-of-chair = 经主席裁决
disposition-adopted = 通过
disposition-rejected = 否决
disposition-referred = 转交
disposition-withdrawn = 撤回
disposition-deferred = 推迟审议
disposition-on-file = 存档
disposition-second-reading = 转入二读
disposition-carried-over = 延至下次会议
disposition-noted = 表示注意到
item-adopted = 通过
item-rejected = 否决
item-referred = 转交
item-withdrawn = 撤回
item-deferred = 推迟审议
item-on-file = 存档
item-second-reading = 转入二读
item-carried-over = 延至下次会议
item-noted = 表示注意到
result-on = { $date }{ $result }
result-elected = 当选
result-not-elected = 无人当选
result-appointed = 获任命
stated-result-by-method = { $result }{ -open }{ $method }{ -close }
result-by-method = { $method }{ $result }
decided-by-method = { $method }作出决定
result-with-tally = { $result }：{ $tally }
tally-for = { $count }票赞成
tally-against = { $count }票反对
tally-abstain = { $count }票弃权
tally-papers = { $count }票有效
tally-blank = { $count }票空白
tally-invalid = { $count }票无效
tally-not-voting = 未参加表决者{ $count }
tally-absent = 缺席者{ $count }
tally-for-unit = { $count }{ $unit }赞成
tally-against-unit = { $count }{ $unit }反对
tally-abstain-unit = { $count }{ $unit }弃权
tally-blank-unit = { $count }{ $unit }空白
tally-invalid-unit = { $count }{ $unit }无效
tally-not-voting-unit = { $count }{ $unit }未参加表决
tally-absent-unit = { $count }{ $unit }缺席
nobody = 无
votes = 票
# 名词没有复数形式。
form-of-count = 1
units = 股
count-of = { $count }{ $unit }
ballot-line = { $label }：{ $names }
ballots-separator = ；
ballot-for = 赞成
ballot-against = 反对
ballot-abstain = 弃权
ballot-blank = 空白票
ballot-invalid = 无效票
ballot-not-voting = 未参加表决
ballot-absent = 缺席
majority-needed = 所需多数
amount = 金额
action-open = 待办
action-under-way = 进行中
action-done = 已完成
action-dropped = 已终止

## Agenda

purpose-decide = 供作决定
purpose-endorse = 供核可
purpose-elect = 供选举
purpose-discuss = 供讨论
purpose-note = 供注意
purpose-inform = 供参考
annotations = 说明
documents = 文件：
document-with-title = { $document }{ -open }{ $title }{ -close }
documents-separator = ；
deadlines = 截止日期
participants-elsewhere = 与会者名单载于另一文件：
minutes-of-last-meeting = 上次会议记录
matters-arising = 续议事项
minutes-of-meeting = 会议记录{ -open }{ $title }，{ $date }{ -close }
action-made = { $title }，{ $date }
previous-meeting = 上次会议
next-meeting = 下次会议
remark-to-be-confirmed = 待确认
remark-moved = 已改期
remark-cancelled = 已取消
remark-not-held = 未举行
with-remark = { $text }{ -open }{ $remark }{ -close }
label = { $label }：
label-with-title = { $label }：{ $title }
session = 第{ $number }场会议
chaired = 主席：{ $names }
duration = { -open }{ $minutes }分钟{ -close }
led-by = ——{ $names }
facilitated-by = ——由{ $names }主持
questions = 供思考的问题
endorsement-of = 核可下列各项：
list-continues = ；
list-end = 。
remarks = { $speaker }作简短发言。
remarks-in-capacity = { $speaker }以{ $capacity }身份作简短发言。
annexes = 附件
annex-with-title = { $annex }：{ $title }
outside-page = { $annex }第{ $page }页，共{ $pages }页

## References

annex = 附件{ $number }
number-again = { $times ->
    [2] { $number }之二
    [3] { $number }之三
    [4] { $number }之四
    [5] { $number }之五
    [6] { $number }之六
    [7] { $number }之七
    [8] { $number }之八
    [9] { $number }之九
    [10] { $number }之十
   *[other] { $number }之{ $times }
}
annex-without-number = 附件
annex-to-decision = { $decision }{ $annex }
item-number = { $number }
item-number-inside = { $outer }{ -open }{ $letter }{ -close }
item-mark = { $number }.
item-mark-inside = { -open }{ $letter }{ -close }
reference-to-item = 议程项目{ $number }
reference-to-decision = 第{ $number }号决定
reference-to-resolution = 第{ $number }号决议
reference-to-ordinance = 第{ $number }号条例
reference-to-recommendation = 第{ $number }号建议
reference-to-motion = 第{ $number }号动议
reference-to-conclusion = 第{ $number }号结论
reference-to-unnumbered-decision = 该决定
reference-to-unnumbered-resolution = 该决议
reference-to-unnumbered-ordinance = 该条例
reference-to-unnumbered-recommendation = 该建议
reference-to-unnumbered-motion = 该动议
reference-to-unnumbered-conclusion = 该结论
document-with-symbol = { $title }{ -open }{ $symbol }{ -close }
reference-to-section = 第{ $number }节
reference-with-page = { $reference }{ -open }第{ $page }页{ -close }
reference-with-page-in-parentheses = { $reference }，第{ $page }页

## People and entities

chairs = { $count ->
    [1] 主席
   *[other] 共同主席
}
# 职衔和称谓置于姓名之后；登记册中常见的英文称谓和联合国职衔缩写译成中文。
person-with-rank = { $rank ->
    [ADG] { $name }助理总干事
    [ASG] { $name }助理秘书长
    [DSG] { $name }常务副秘书长
    [Mr] { $name }先生
    [Mrs] { $name }女士
    [Ms] { $name }女士
    [USG] { $name }副秘书长
   *[other] { $name }{ $rank }
}
person-of-entity = { $person }{ -open }{ $entity }{ -close }
person-with-title-and-entity = { $title }{ -open }{ $entity }{ -close }{ $name }
entity-with-abbreviation = { $name }{ -open }{ $abbreviation }{ -close }
representative-separator = ；
representative-last-separator = ；
participants-member = 成员
participants-alternate = 候补成员
participants-observer = 观察员
participants-invited = 受邀与会者
participants-staff = 秘书处
participants-by-proxy = 委托他人代表
participants-excused = 请假
participants-absent = 缺席
participant-remote = 远程与会
participant-from = { $value }起
participant-until = 至{ $value }
participant-alternate-for = 代替{ $value }
participant-proxy = 由{ $value }代理
quorum = { $represented ->
    [0] 法定人数：{ $present }{ $unit }出席，须达{ $needed }{ $unit }。
    [unknown] 法定人数：{ $present }{ $unit }出席，须达{ $needed }{ $unit }。
   *[other] 法定人数：{ $present }{ $unit }出席或委托他人代表，须达{ $needed }{ $unit }。
}
quorum-of = { $represented ->
    [0] 法定人数：{ $of }{ $unit }中有{ $present }{ $unit }出席，须达{ $needed }{ $unit }。
    [unknown] 法定人数：{ $of }{ $unit }中有{ $present }{ $unit }出席，须达{ $needed }{ $unit }。
   *[other] 法定人数：{ $of }{ $unit }中有{ $present }{ $unit }出席或委托他人代表，须达{ $needed }{ $unit }。
}
quorum-members = 名成员

## Lists

list-pattern = (a)(一)
details-separator = ，
list-separator = 、
list-of-two = { $first }和{ $last }
list-of-many = { $first }和{ $last }

## Sign-off

history = 本会议记录的形成过程
column-step = 步骤
step-draft = 开始起草
step-convened = 召集会议
step-minutes-draft = 起草会议记录
step-circulated = 分发会议记录
step-adopted = 通过会议记录
step-silence-over = 默许程序截止时间
step-objection = 提出反对意见：{ $who }
step-resolved = 反对意见已解决：{ $who }
signature-field = { $name }的数字签名：时间{ -open }协调世界时{ -close }和证书
signed-by = 数字签名：{ $name }
signed-for = 数字签名：{ $signer }代{ $name }
signed-at = { $date }，{ $time }{ -open }协调世界时{ -close }
signed-with-number = 证书编号：{ $serial }
signed-with = 证书：{ $subject }，签发者：{ $issuer }，编号：{ $serial }

## Annexes

pillar = 支柱{ $number }
column-activity = 活动
column-lead = 牵头方
column-partners = 合作伙伴
column-timeline = 时限
column-resources = 资源
column-status = 状况
column-date = 日期
column-event = 活动
column-outcome = 成果
column-time = 时间
column-meeting = 会议
column-level = 级别
column-place = 地点
column-annex = 附件
column-title = 标题
column-document = 文件
column-symbol = 文号
column-purpose = 用途
column-page = 页次
column-pages = 页数
column-original = 原件
column-due = 期限
column-item = 议程项目
item-of-agenda = { column-item }
post = 职务
seats = 席位
candidates = 候选人
column-candidate = 候选人
column-nominated-by = 提名方
column-votes = 得票数
column-vote = 表决
column-count = 数目
column-names = 名单
actions = 行动
column-decision = 决定
column-action = 行动
column-owner = 负责方
remote = 线上
host = 主办方：{ $host }
with-partners = 与{ $partners }合作
activity-planned = 已计划
activity-under-way = 进行中
activity-completed = 已完成
activity-on-hold = 暂停
entry-confirmed = 已确认
entry-to-be-confirmed = 待确认
entry-moved = 已改期
entry-cancelled = 已取消
entry-not-held = 未举行
moved-from = 原定{ $date }

## Dates and times

date-day = { $year }年{ $month }{ $day }日
date-month = { $year }年{ $month }
date-year = { $year }年
month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
weekday-1 = 星期一
weekday-2 = 星期二
weekday-3 = 星期三
weekday-4 = 星期四
weekday-5 = 星期五
weekday-6 = 星期六
weekday-7 = 星期日
time = { $hour }:{ $minute }
time-at-start = { time }
time-range = { $start }至{ $end }{ -open }{ $zone }{ -close }
time-range-without-zone = { $start }至{ $end }
weekday-and-date = { $date }{ $weekday }
time-range-with-dates = { $start }至{ $end }
time-range-on-another-day = { $date }{ $times }
time-in-zone = { $time }{ -open }{ $zone }{ -close }
date-and-times = { $date }，{ $times }
zone-separator = {" / "}
# 读者熟悉的缩写；其他时区写作“UTC+2”。
zone-abbreviations = UTC
zone-utc = UTC
zone-offset = UTC{ $offset }
zone-asia-shanghai = 北京时间
period = { $from }至{ $until }
period-of-days = { $year }年{ $month }{ $first }日至{ $last }日
period-from = { $from }起
period-until = 至{ $until }
period-continuing = 持续进行

## Money

money-EUR = { $sum }欧元
money-GBP = { $sum }英镑
money = { $currency ->
    [CHF] { $sum }瑞士法郎
    [CNY] { $sum }元人民币
    [JPY] { $sum }日元
    [USD] { $sum }美元
   *[other] { $currency } { $sum }
}
negative = −{ $sum }
thousands-separator = {" "}
decimal-separator = {"."}

## Languages

language-own = 中文
direction = ltr
only-in = [只有{ $languages }]
language-ar = 阿拉伯文
language-en = 英文
language-es = 西班牙文
language-fr = 法文
language-ru = 俄文
language-zh = 中文

## Registers

register-attendance = 出席情况
register-calendar = 会议日历
column-id = 标识
column-number = 编号
column-remark = 备注
column-as-of = 截至
column-origin = 议程项目或决定
column-body = 机构
column-pack = 文件包
column-kind = 类别
column-in-favour = 赞成
column-against = 反对
column-abstaining = 弃权
column-name = 姓名
column-entity = 单位
column-capacity = 职务
column-class = 与会身份
column-presence = 出席情况
column-until = 结束日期
column-zone = 时区
presence-present = 出席
presence-excused = 请假
presence-absent = 缺席
presence-by-proxy = 委托他人代表

## Audiences

withheld-item = 保密议程项目
withheld-annex = 保密附件
withheld-decision = 保密决定
withheld-session = 非公开会议
withheld-reference = 保密议程项目
withheld-passage = ［未列入］
withheld-annex-text = 本附件未列入本套文件。
extract-of-minutes = 会议记录摘录。以完整的会议记录为准，完整记录未列入本套文件。
audience-members = 仅限成员
audience-observers = 限成员和观察员
audience-staff = 仅限秘书处
audience-press = 供媒体使用
audience-public = 公开
audience-and-title = { $audience } · { $title }

## What changed since a pack was sent out

changes-since = 本套文件曾于{ $date }发出（第{ $number }次）。此后的变更如下：
changes-marked = 本套文件曾于{ $date }发出（第{ $number }次）。此后的变更标明如下：增加的文字加下划线，删除的文字加删除线并置于方括号内。
changes-marked-between = 与先前一套文件的不同之处标明如下：增加的文字加下划线，删除的文字加删除线并置于方括号内。
redline-moved-from = ［自此移出］
redline-moved-to = ［移至此处］
changes-new-edition = 本语文版本为新增：{ $date }发出的文件（第{ $number }次）中没有这一版本。
changes-new-audience = 本套文件首次发给这些收件人，没有可供对照的前次文件。
changes-meeting = 会议、时间和地点
changes-running = 每一页
changes-filing = 文号、日期和分发
change-added = 新增
change-removed = 删除
change-moved = 移动
change-changed = 修改
change-replaced = 替换
change-redrawn = 文字相同，呈现方式不同
change-after = 在“{ $title }”之后
change-first = 在最前
change-under = 在“{ $title }”中
change-page = 附件第{ $page }页
change-page-from = 第{ $page }页起
change-pages = 第{ $from }至{ $to }页
change-times = { $what }（{ $number }）
change-number = { $before }改为{ $after }
changes-numbers = 因此变动的编号：{ $list }
changes-items-renumbered = 编号变动的项目：{ $list }
changes-paragraphs-renumbered = 编号变动的段落：{ $list }
change-also = 下列文件中有相同变更：{ $documents }
column-where = 位置
column-before = 原文
column-now = 现文
changes-listed = 共有{ $number }处变更，此处列出最重要的{ $listed }处。

## What reviewers said of documents that were sent out

comments-marked = 在拟议修改中，拟删除的文字加删除线，拟增加的文字加下划线。
comments-left-out = 另有{ $number }条意见未列出。
comment-paragraph = 第{ $number }段
comment-answer = 回复{ $author }
comment-resolved = 已标记为解决
comment-joined = 与下一段合并
comment-level = 在列表中改变层级
comment-moved-after = 移至“{ $title }”之后
comment-withdrawn = 删除他人增加的文字
comment-not-recorded = 未留修订记录
response-accepted = 采纳
response-rejected = 未采纳
response-noted = 已记录
column-paragraph = 段落
column-sent = 发出的文本
column-comment = 意见或拟议修改
column-reviewer = 提出者
column-response = 答复

## The page for browsers

pack-title = { $meeting }，{ $date }
skip-to-text = 跳到正文
other-languages = 其他语文
add-meeting = 将本次会议添加到日历
add-calendar = 将所有日期添加到日历
for-the-screen = 本页供屏幕阅读。会议文件以所附PDF文件为准。
notes = 注
back-to-text = 返回正文

# Words that no line of a text ends with: before a name or a number, and before any word; then words that no line begins with, after
# a number. Divided by spaces.
joined-to-names = { "" }
joined-to-words = { "" }
joined-to-numbers = { "" }
# Courtesies that stand before a whole name only. Divided by spaces.
before-whole-names = { "" }
# Words whose full stop is not the end of a sentence, besides those above. Divided by spaces.
abbreviations = Co. Corp. Inc.
# Two words of ours within a sentence, and the one that they become. Divided by commas.
joined-articles = { "" }
