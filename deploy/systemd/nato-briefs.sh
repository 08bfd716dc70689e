#!/bin/sh
# A command of nato-briefs with the rights and the settings of the service, for administrators:
#
#     sudo nato-briefs check
#
# Installed as /usr/local/sbin/nato-briefs.
set -eu
cd /var/lib/nato-briefs
exec setpriv --reuid=nato-briefs --regid=nato-briefs --init-groups --reset-env /bin/sh -c '
  set -a
  NATO_BRIEFS_DATABASE_URL=sqlite:////var/lib/nato-briefs/nato-briefs.sqlite3
  CREDENTIALS_DIRECTORY=/etc/nato-briefs
  PYTHONDONTWRITEBYTECODE=1
  . /etc/nato-briefs/env
  umask 077
  exec /opt/nato-briefs/bin/nato-briefs "$@"
' nato-briefs "$@"
