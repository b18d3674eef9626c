press-lead = The assembly decided:
