"""``python -m childcare``: the command line."""

import sys

try:
    from childcare.cli import main
except ValueError as error:
    # A wrong declaration is met while the catalog is read; its sentence says where it stands.
    sys.exit(str(error))

sys.exit(main())
