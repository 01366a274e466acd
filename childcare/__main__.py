"""``python -m childcare``: the command line."""

import sys

from childcare.cli import main

sys.exit(main())
