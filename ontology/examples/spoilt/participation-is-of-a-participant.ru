# Spoils the good scene: no longer holds that who has a part in an event is one of its participants.

PREFIX bi: <https://w3id.org/bilateral#>

DELETE { GRAPH ?g { ?e bi:participant ?a } }
WHERE { GRAPH ?g { ?e bi:hasParticipation ?n . ?n bi:actor ?a } }
