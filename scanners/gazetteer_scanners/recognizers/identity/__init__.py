"""Who a person is: names, birth dates, ages, identity numbers."""
