action-ower = Who: { $owner }
