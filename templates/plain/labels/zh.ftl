# 机构、公司和社团的文件：全角括号，序号按中文文件的习惯。

-open = （
-close = ）
section-with-number = { $number }、{ $title }
list-pattern = （1）（a）
only-in = 【只有{ $languages }】
thousands-separator = {","}
