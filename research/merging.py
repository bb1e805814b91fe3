"""What happens to references of projects when two organizations become one."""

from office.merging import move

move("research.Project", "organization")
