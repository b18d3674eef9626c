action-ower = Who: { $owner }
zone-europe-berlin = MEZ
language-de = Deutsch
