press-lead = The club decided today:
