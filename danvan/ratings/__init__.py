"""How people rate the transactions that they really had: nobody picks who is asked, nobody sees who answered."""
