"""Resident ID numbers (GB 11643-1999) and bank cards: whether they can be right, and how they are shown. Pure."""

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
ID_LENGTH = 18
CARD_LENGTHS = range(12, 20)


def plain_number(text: str) -> str:
    """Return a typed number without spaces and hyphens, in capitals."""
    return "".join(sign for sign in text.upper() if sign.isalnum())


def is_valid_id(number: str) -> bool:
    """Tell whether an 18-digit resident ID number fits its check character (ISO 7064 MOD 11-2)."""
    if len(number) != ID_LENGTH or not (number[:17].isascii() and number[:17].isdigit()):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number[:17], strict=True))
    return CHECKS[total % 11] == number[17]


def is_valid_card(number: str) -> bool:
    """Tell whether a bank card number has 12 to 19 digits and fits its check digit (ISO/IEC 7812, Luhn)."""
    if len(number) not in CARD_LENGTHS or not (number.isascii() and number.isdigit()):
        return False
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def mask_id(number: str) -> str:
    """Return an ID number with its middle hidden: 3402**********1234."""
    return f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}" if len(number) > 8 else "*" * len(number)


def mask_card(number: str) -> str:
    """Return a bank card with its last four digits only: **** 1234."""
    return f"**** {number[-4:]}" if number else ""
