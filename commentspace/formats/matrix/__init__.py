"""Comment matrices: tables with a row for each comment, as spreadsheets, CSV and tables of Word, in and out."""
