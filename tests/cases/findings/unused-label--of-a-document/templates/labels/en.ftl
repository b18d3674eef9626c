document-minuts = Record
