"""The key desk (bàn khóa): what a custodian of denunciations opens, redacts and reseals on their own machine."""
