def add(row, seeded):
    pass
