chairs = Chairing
this is no label
