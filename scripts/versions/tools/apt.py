import apt_pkg
from answers import answer

apt_pkg.init_system()
answer(apt_pkg.version_compare)
