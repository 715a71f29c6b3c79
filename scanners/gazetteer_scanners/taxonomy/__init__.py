"""What can be found: the kinds of personal data, their levels, roles, rules and names.

    from gazetteer_scanners.taxonomy import load_taxonomy

    taxonomy = load_taxonomy()
    taxonomy["device.imei"].level            # Level.NON_PERSONAL_ALONE
    taxonomy.closure("payment.account.paypal")  # ('payment.account.paypal', 'payment.account', 'payment')
    taxonomy.covers("payment.account")       # the ids of the account itself and of all its children

The built-in table is `elements.csv`, read on the first call and kept. A user's own elements come from CSV files with
the same header (`load_taxonomy(Path("our-elements.csv"))`).
"""

from gazetteer_scanners.taxonomy.element import Element, Level, Names, Role
from gazetteer_scanners.taxonomy.reading import TaxonomyError, load_taxonomy
from gazetteer_scanners.taxonomy.tree import Taxonomy

__all__ = ["Element", "Level", "Names", "Role", "Taxonomy", "TaxonomyError", "load_taxonomy"]
