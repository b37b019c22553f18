<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>QObject</name>
    <message>
        <source>Go to the filter</source>
        <translation>Zum Filter</translation>
    </message>
    <message>
        <source>Empty the filter</source>
        <translation>Filter leeren</translation>
    </message>
</context>
<context>
    <name>fanlight::AbilityGate</name>
    <message>
        <source>The hub does not answer.</source>
        <translation>Der Hub antwortet nicht.</translation>
    </message>
</context>
<context>
    <name>fanlight::AbilityNote</name>
    <message>
        <source>Why this page does not offer more</source>
        <translation>Warum diese Seite nicht mehr anbietet</translation>
    </message>
    <message>
        <source>This hub cannot show this</source>
        <translation>Dieser Hub kann das nicht zeigen</translation>
    </message>
</context>
<context>
    <name>fanlight::AccessLimitsCard</name>
    <message>
        <source>New streams of one address</source>
        <translation>Neue Streams einer Adresse</translation>
    </message>
    <message>
        <source>Its other requests</source>
        <translation>Ihre anderen Anfragen</translation>
    </message>
    <message>
        <source>Publishes with one token</source>
        <translation>Veröffentlichungen mit einem Token</translation>
    </message>
    <message>
        <source>Wrong tokens of one address</source>
        <translation>Falsche Tokens einer Adresse</translation>
    </message>
    <message>
        <source>%1 an hour</source>
        <comment>a rate</comment>
        <translation>%1 je Stunde</translation>
    </message>
    <message>
        <source>%1 a minute</source>
        <comment>a rate</comment>
        <translation>%1 je Minute</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <comment>a rate</comment>
        <translation>%1 je Sekunde</translation>
    </message>
    <message>
        <source>%1, up to %2 at once</source>
        <comment>a rate, how many</comment>
        <translation>%1, bis zu %2 auf einmal</translation>
    </message>
    <message>
        <source>ten, then one after ever longer waits</source>
        <translation>zehn, dann je einer nach immer längerem Warten</translation>
    </message>
    <message>
        <source>none: other machines do not reach this hub</source>
        <translation>keine: andere Rechner erreichen diesen Hub nicht</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1; none for this machine</source>
        <comment>a rate</comment>
        <translation>%1; keine für diesen Rechner</translation>
    </message>
    <message>
        <source>Limits of one address or token</source>
        <translation>Grenzen einer Adresse oder eines Tokens</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>In Kraft</translation>
    </message>
    <message>
        <source>Turned away</source>
        <translation>Abgewiesen</translation>
    </message>
</context>
<context>
    <name>fanlight::AccessPage</name>
    <message>
        <source>Check a token</source>
        <translation>Token prüfen</translation>
    </message>
    <message>
        <source>certificate read anew</source>
        <translation>Zertifikat neu gelesen</translation>
    </message>
    <message>
        <source>certificate not read anew: %1</source>
        <comment>why</comment>
        <translation>Zertifikat nicht neu gelesen: %1</translation>
    </message>
</context>
<context>
    <name>fanlight::AccessRulesCard</name>
    <message>
        <source>Who can do what, as this hub runs</source>
        <translation>Wer was darf, so wie dieser Hub läuft</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen…</translation>
    </message>
    <message>
        <source>Settings of access</source>
        <translation>Einstellungen zum Zugriff</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>How they prove it</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Darf</translation>
    </message>
</context>
<context>
    <name>fanlight::AccessWords</name>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>a token that one of the keys has signed</source>
        <translation>ein Token, das einer der Schlüssel signiert hat</translation>
    </message>
    <message>
        <source>a token of %1</source>
        <translation>ein Token von %1</translation>
    </message>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n Schlüssel</numerusform>
            <numerusform>%n Schlüssel</numerusform>
        </translation>
    </message>
    <message>
        <source>(%1)</source>
        <comment>2 keys</comment>
        <translation>(%1)</translation>
    </message>
    <message>
        <source>(%1, read %2)</source>
        <comment>2 keys, 4 min ago</comment>
        <translation>(%1, gelesen %2)</translation>
    </message>
    <message>
        <source>as a bearer, a cookie, or in the URL</source>
        <translation>als Bearer-Token, als Cookie oder in der URL</translation>
    </message>
    <message>
        <source>as a bearer or a cookie</source>
        <translation>als Bearer-Token oder als Cookie</translation>
    </message>
    <message>
        <source>; or a ticket</source>
        <translation>; oder ein Ticket</translation>
    </message>
    <message>
        <source>read the user&apos;s own stream, and broadcasts</source>
        <translation>den eigenen Stream und Broadcasts lesen</translation>
    </message>
    <message>
        <source>A user&apos;s page</source>
        <translation>Die Seite eines Nutzers</translation>
    </message>
    <message>
        <source>the app says so (--authorize), by its cookie or token</source>
        <translation>die App sagt es (--authorize), anhand ihres Cookies oder Tokens</translation>
    </message>
    <message>
        <source>a ticket</source>
        <translation>ein Ticket</translation>
    </message>
    <message>
        <source>publish, keep the audience, look at receipts, make tickets</source>
        <translation>veröffentlichen, das Publikum pflegen, Quittungen ansehen, Tickets ausstellen</translation>
    </message>
    <message>
        <source>publish, keep the audience, look at receipts</source>
        <translation>veröffentlichen, das Publikum pflegen, Quittungen ansehen</translation>
    </message>
    <message>
        <source>read figures, connections and /metrics</source>
        <translation>Messwerte, Verbindungen und /metrics lesen</translation>
    </message>
    <message>
        <source>everything: read any user&apos;s stream, publish, disconnect, look on</source>
        <translation>alles: jeden Stream lesen, veröffentlichen, trennen, zusehen</translation>
    </message>
    <message numerus="yes">
        <source>%n publish token(s)</source>
        <translation>
            <numerusform>%n Publish-Token</numerusform>
            <numerusform>%n Publish-Tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n monitor token(s)</source>
        <translation>
            <numerusform>%n Monitor-Token</numerusform>
            <numerusform>%n Monitor-Tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n administrator token(s)</source>
        <translation>
            <numerusform>%n Admin-Token</numerusform>
            <numerusform>%n Admin-Tokens</numerusform>
        </translation>
    </message>
    <message>
        <source>read any user&apos;s stream</source>
        <translation>den Stream jedes Nutzers lesen</translation>
    </message>
    <message>
        <source>read broadcasts</source>
        <translation>Broadcasts lesen</translation>
    </message>
    <message>
        <source>publish, keep the audience, read figures and connections, disconnect</source>
        <translation>veröffentlichen, das Publikum pflegen, Messwerte und Verbindungen lesen, trennen</translation>
    </message>
    <message>
        <source>break things on purpose</source>
        <translation>absichtlich stören</translation>
    </message>
    <message>
        <source>/healthz, /readyz and the page to try it with</source>
        <translation>/healthz, /readyz und die Seite zum Ausprobieren</translation>
    </message>
    <message>
        <source>Anyone</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Anyone on this machine</source>
        <translation>Alle auf diesem Rechner</translation>
    </message>
    <message>
        <source>This window</source>
        <translation>Dieses Fenster</translation>
    </message>
    <message>
        <source>it is the program itself</source>
        <translation>es ist das Programm selbst</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>not listening</source>
        <translation>nicht auf Empfang</translation>
    </message>
    <message>
        <source>Start the hub to see who may do what.</source>
        <translation>Den Hub starten, um zu sehen, wer was darf.</translation>
    </message>
    <message>
        <source>open to everybody on this machine</source>
        <translation>offen für alle auf diesem Rechner</translation>
    </message>
    <message>
        <source>Usual while one develops: nobody else reaches %1. Before others may, say who publishes (a publish token) and how readers are known (a key or a secret).</source>
        <translation>Beim Entwickeln üblich: Niemand sonst erreicht %1. Bevor andere es dürfen, festlegen, wer veröffentlicht (ein Publish-Token) und woran Leser erkannt werden (ein Schlüssel oder ein Secret).</translation>
    </message>
    <message>
        <source>only broadcasts are open, on this machine</source>
        <translation>nur Broadcasts sind offen, auf diesem Rechner</translation>
    </message>
    <message>
        <source>nothing is open without a proof</source>
        <translation>ohne Nachweis ist nichts offen</translation>
    </message>
    <message>
        <source>open to strangers</source>
        <translation>offen für Fremde</translation>
    </message>
    <message>
        <source>Whoever reaches this hub reads any user&apos;s stream, as --anonymous all says. Set a key or a secret of users&apos; tokens to end that.</source>
        <translation>Wer diesen Hub erreicht, liest den Stream jedes Nutzers, so wie --anonymous all es sagt. Ein Schlüssel oder ein Secret für Nutzer-Tokens beendet das.</translation>
    </message>
    <message>
        <source>Whoever reaches this hub may publish, and see and end connections. Set a publish token to end that.</source>
        <translation>Wer diesen Hub erreicht, darf veröffentlichen und Verbindungen sehen und beenden. Ein Publish-Token beendet das.</translation>
    </message>
    <message>
        <source>strangers may read broadcasts</source>
        <translation>Fremde dürfen Broadcasts lesen</translation>
    </message>
    <message>
        <source>As --anonymous broadcasts says; users&apos; streams are not open.</source>
        <translation>So wie --anonymous broadcasts es sagt; Streams von Nutzern sind nicht offen.</translation>
    </message>
    <message>
        <source>nothing is open to strangers</source>
        <translation>für Fremde ist nichts offen</translation>
    </message>
    <message>
        <source>publish token</source>
        <translation>Publish-Token</translation>
    </message>
    <message>
        <source>monitor token</source>
        <translation>Monitor-Token</translation>
    </message>
    <message>
        <source>administrator token</source>
        <translation>Admin-Token</translation>
    </message>
    <message>
        <source>secret</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>the secret before</source>
        <translation>das vorige Secret</translation>
    </message>
    <message>
        <source>file %1</source>
        <translation>Datei %1</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>vor %1 s</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>%1 d ago</source>
        <translation>vor %1 d</translation>
    </message>
    <message>
        <source>in %1 s</source>
        <translation>in %1 s</translation>
    </message>
    <message>
        <source>in %1 min</source>
        <translation>in %1 min</translation>
    </message>
    <message>
        <source>in %1 h</source>
        <translation>in %1 h</translation>
    </message>
    <message>
        <source>in %1 d</source>
        <translation>in %1 d</translation>
    </message>
</context>
<context>
    <name>fanlight::AlertBook</name>
    <message>
        <source>The list of alert rules</source>
        <translation>Die Liste der Alarmregeln</translation>
    </message>
    <message>
        <source>A rule needs a condition.</source>
        <translation>Eine Regel braucht eine Bedingung.</translation>
    </message>
    <message>
        <source>A name may have %1 characters.</source>
        <translation>Ein Name darf %1 Zeichen haben.</translation>
    </message>
    <message>
        <source>There are %1 rules, which is as many as are kept: delete one.</source>
        <translation>Es gibt %1 Regeln, mehr werden nicht behalten: eine löschen.</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>dieser Rechner</translation>
    </message>
</context>
<context>
    <name>fanlight::AlertDialog</name>
    <message>
        <source>&amp;Figures</source>
        <translation>&amp;Messwerte</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>All hubs</source>
        <translation>Alle Hubs</translation>
    </message>
    <message>
        <source>This hub</source>
        <translation>Dieser Hub</translation>
    </message>
    <message>
        <source>&amp;Notify on the desktop</source>
        <translation>Auf dem &amp;Desktop melden</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>New alert</source>
        <translation>Neuer Alarm</translation>
    </message>
    <message>
        <source>Change alert</source>
        <translation>Alarm ändern</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>A figure, one of &gt; &gt;= &lt; &lt;=, a number with its unit, and for how long it must hold: “slow_clients &gt; 0”, “redis away for 1 min”</source>
        <translation>Ein Messwert, eines von &gt; &gt;= &lt; &lt;=, eine Zahl mit ihrer Einheit und wie lange es gelten muss: „slow_clients &gt; 0“, „redis away for 1 min“</translation>
    </message>
    <message>
        <source>as the rule says</source>
        <translation>wie die Regel lautet</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>For which hubs</source>
        <translation>Für welche Hubs</translation>
    </message>
    <message>
        <source>The hub of this window has no profile to keep it with.</source>
        <translation>Der Hub dieses Fensters hat kein Profil, bei dem sie stehen könnte.</translation>
    </message>
    <message>
        <source>&amp;Rule</source>
        <translation>&amp;Regel</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>N&amp;ame</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>%1	%2</source>
        <comment>a figure, what it is</comment>
        <translation>%1	%2</translation>
    </message>
    <message>
        <source>Call a &amp;webhook of its own</source>
        <translation>Einen eigenen &amp;Webhook aufrufen</translation>
    </message>
</context>
<context>
    <name>fanlight::AlertFigure</name>
    <message>
        <source>%1, %2</source>
        <comment>a latency, percentile</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>away</source>
        <translation>weg</translation>
    </message>
    <message>
        <source>there</source>
        <translation>da</translation>
    </message>
    <message>
        <source>streams that are open</source>
        <translation>offene Streams</translation>
    </message>
    <message>
        <source>streams of all instances</source>
        <translation>Streams aller Instanzen</translation>
    </message>
    <message>
        <source>streams with unsent events</source>
        <translation>Streams mit ungesendeten Events</translation>
    </message>
    <message>
        <source>what waits for full sockets</source>
        <translation>was auf volle Sockets wartet</translation>
    </message>
    <message>
        <source>what is kept for replay</source>
        <translation>was für die Wiedergabe aufbewahrt wird</translation>
    </message>
    <message>
        <source>resident memory of the hub</source>
        <translation>residenter Speicher des Hubs</translation>
    </message>
    <message>
        <source>memory of the kernel’s sockets</source>
        <translation>Speicher der Sockets im Kernel</translation>
    </message>
    <message>
        <source>resident memory of one client</source>
        <translation>residenter Speicher eines Clients</translation>
    </message>
    <message>
        <source>share of the file descriptors in use</source>
        <translation>Anteil der benutzten Dateideskriptoren</translation>
    </message>
    <message>
        <source>processor time, of one core</source>
        <translation>Prozessorzeit, von einem Kern</translation>
    </message>
    <message>
        <source>things broken on purpose</source>
        <translation>absichtliche Störungen</translation>
    </message>
    <message>
        <source>messages that wait in a source’s queue</source>
        <translation>Nachrichten, die in der Warteschlange einer Quelle warten</translation>
    </message>
    <message>
        <source>dead letters of a source</source>
        <translation>tote Nachrichten einer Quelle</translation>
    </message>
    <message>
        <source>notifications published</source>
        <translation>veröffentlichte Benachrichtigungen</translation>
    </message>
    <message>
        <source>events delivered</source>
        <translation>zugestellte Events</translation>
    </message>
    <message>
        <source>bytes handed to the kernel</source>
        <translation>dem Kernel übergebene Bytes</translation>
    </message>
    <message>
        <source>events slow clients lost</source>
        <translation>Events, die langsamen Clients entgingen</translation>
    </message>
    <message>
        <source>streams opened</source>
        <translation>geöffnete Streams</translation>
    </message>
    <message>
        <source>streams ended</source>
        <translation>beendete Streams</translation>
    </message>
    <message>
        <source>streams ended since their backlog was too large</source>
        <translation>wegen zu großen Rückstaus beendete Streams</translation>
    </message>
    <message>
        <source>subscribers sent away</source>
        <translation>weggeschickte Abonnenten</translation>
    </message>
    <message>
        <source>messages received from Redis</source>
        <translation>aus Redis empfangene Nachrichten</translation>
    </message>
    <message>
        <source>from publish to acknowledged by the client</source>
        <translation>vom Veröffentlichen bis zur Bestätigung durch den Client</translation>
    </message>
    <message>
        <source>from publish to handed to the kernel</source>
        <translation>vom Veröffentlichen bis zur Übergabe an den Kernel</translation>
    </message>
    <message>
        <source>from published to received from Redis</source>
        <translation>vom Veröffentlichen bis zum Empfang aus Redis</translation>
    </message>
    <message>
        <source>the hub does not answer, or could not start</source>
        <translation>der Hub antwortet nicht oder konnte nicht starten</translation>
    </message>
    <message>
        <source>Redis does not serve this hub</source>
        <translation>Redis bedient diesen Hub nicht</translation>
    </message>
    <message>
        <source>a source cannot be reached</source>
        <translation>eine Quelle ist nicht zu erreichen</translation>
    </message>
</context>
<context>
    <name>fanlight::AlertModel</name>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>another hub’s</source>
        <translation>der eines anderen Hubs</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a name, a rule</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Space switches it on and off</source>
        <translation>Leertaste schaltet sie ein und aus</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Hub</translation>
    </message>
</context>
<context>
    <name>fanlight::AlertRule</name>
    <message>
        <source>A rule begins with a figure: ack_p99, slow_clients, redis…</source>
        <translation>Eine Regel beginnt mit einem Messwert: ack_p99, slow_clients, redis…</translation>
    </message>
    <message>
        <source>There is no figure “%1”; press the list for all.</source>
        <translation>Es gibt keinen Messwert „%1“; die Liste zeigt alle.</translation>
    </message>
    <message>
        <source>There is no figure “%1”; do you mean %2?</source>
        <translation>Es gibt keinen Messwert „%1“; ist %2 gemeint?</translation>
    </message>
    <message>
        <source>Write “%1 %2”.</source>
        <translation>„%1 %2“ schreiben.</translation>
    </message>
    <message>
        <source>After %1 comes one of &gt; &gt;= &lt; &lt;=.</source>
        <translation>Nach %1 kommt eines von &gt; &gt;= &lt; &lt;=.</translation>
    </message>
    <message>
        <source>Here a number is missing, like %1.</source>
        <translation>Hier fehlt eine Zahl, etwa %1.</translation>
    </message>
    <message>
        <source>“%1” is no number from 0 on; write it like %2.</source>
        <translation>„%1“ ist keine Zahl ab 0; wie %2 schreiben.</translation>
    </message>
    <message>
        <source>A number may be up to %1.</source>
        <translation>Eine Zahl darf bis %1 gehen.</translation>
    </message>
    <message>
        <source>Say the unit: one of %1.</source>
        <translation>Die Einheit angeben: eine von %1.</translation>
    </message>
    <message>
        <source>%1 is a plain number, without “%2”.</source>
        <translation>%1 ist eine bloße Zahl, ohne „%2“.</translation>
    </message>
    <message>
        <source>%1 is in %2, not in “%3”.</source>
        <translation>%1 ist in %2, nicht in „%3“.</translation>
    </message>
    <message>
        <source>Only a time may follow, like “for 30 s”.</source>
        <translation>Nur eine Zeit darf folgen, etwa „for 30 s“.</translation>
    </message>
    <message>
        <source>After “for” comes a time up to %1, like 30 s or 5 min.</source>
        <translation>Nach „for“ kommt eine Zeit bis %1, etwa 30 s oder 5 min.</translation>
    </message>
    <message>
        <source>A rule may have %1 characters.</source>
        <translation>Eine Regel darf %1 Zeichen haben.</translation>
    </message>
</context>
<context>
    <name>fanlight::AlertTeller</name>
    <message>
        <source>alert: %1</source>
        <translation>Alarm: %1</translation>
    </message>
    <message>
        <source>alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an alert, its figure</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, after %2</source>
        <comment>a figure, how long it fired</comment>
        <translation>%1, nach %2</translation>
    </message>
    <message>
        <source>over: %1</source>
        <translation>vorbei: %1</translation>
    </message>
    <message>
        <source>Test of %1</source>
        <translation>Probe von %1</translation>
    </message>
</context>
<context>
    <name>fanlight::AlertText</name>
    <message>
        <source>pending</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>firing</source>
        <translation>schlägt an</translation>
    </message>
    <message>
        <source>inactive</source>
        <translation>ruhig</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Alert: %1</source>
        <translation>Alarm: %1</translation>
    </message>
    <message>
        <source>Over: %1</source>
        <translation>Vorbei: %1</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <comment>a figure, its value</comment>
        <translation>%1 ist %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a hub, what is told of it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 is not known just now</source>
        <translation>%1 ist gerade nicht bekannt</translation>
    </message>
    <message>
        <source>now %1: it would fire if that lasts</source>
        <translation>jetzt %1: sie würde anschlagen, wenn das anhält</translation>
    </message>
    <message>
        <source>now %1: it would fire</source>
        <translation>jetzt %1: sie würde anschlagen</translation>
    </message>
    <message>
        <source>now %1: it would not fire</source>
        <translation>jetzt %1: sie würde nicht anschlagen</translation>
    </message>
</context>
<context>
    <name>fanlight::AlertToast</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close this alert</source>
        <translation>Diesen Alarm schließen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a notice, how many others</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::AlertsPage</name>
    <message>
        <source>&amp;New alert…</source>
        <translation>&amp;Neuer Alarm…</translation>
    </message>
    <message>
        <source>Chan&amp;ge…</source>
        <translation>Ä&amp;ndern…</translation>
    </message>
    <message>
        <source>S&amp;witch off</source>
        <translation>Aus&amp;schalten</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Test now</source>
        <translation>Jetzt &amp;prüfen</translation>
    </message>
    <message>
        <source>E&amp;xport for Prometheus…</source>
        <translation>Für Prometheus e&amp;xportieren…</translation>
    </message>
    <message>
        <source>Tells of the selected rule as if it fired, and says what it comes to now</source>
        <translation>Meldet die gewählte Regel, als schlüge sie an, und sagt, was sie jetzt ergibt</translation>
    </message>
    <message>
        <source>All rules that are on, as a file of alerting rules</source>
        <translation>Alle eingeschalteten Regeln als Datei von Alarmregeln</translation>
    </message>
    <message>
        <source>Nothing is watched yet</source>
        <translation>Noch wird nichts überwacht</translation>
    </message>
    <message>
        <source>A rule says when you want to be told: “ack_p99 &gt; 50 ms for 30 s”, “slow_clients &gt; 0”, “redis away”. It is held against this hub with every sample; when it fires there is a notification on the desktop, a pill in the bar on top, a mark on the charts and a line in the log. A line dragged from the axis of a chart makes one, too.</source>
        <translation>Eine Regel sagt, wann etwas gemeldet werden soll: „ack_p99 &gt; 50 ms for 30 s“, „slow_clients &gt; 0“, „redis away“. Sie wird mit jeder Messung an diesen Hub gehalten; schlägt sie an, gibt es eine Meldung auf dem Desktop, ein Feld oben in der Leiste, eine Marke in den Diagrammen und eine Zeile im Log. Auch eine von der Achse eines Diagramms gezogene Linie macht eine.</translation>
    </message>
    <message>
        <source>New alert…</source>
        <translation>Neuer Alarm…</translation>
    </message>
    <message>
        <source>Add the usual ones</source>
        <translation>Die üblichen hinzufügen</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Alert rules</source>
        <translation>Alarmregeln</translation>
    </message>
    <message>
        <source>New alert</source>
        <translation>Neuer Alarm</translation>
    </message>
    <message>
        <source>Change the selected alert</source>
        <translation>Ändert den gewählten Alarm</translation>
    </message>
    <message>
        <source>Switch the selected alert on or off</source>
        <translation>Schaltet den gewählten Alarm ein oder aus</translation>
    </message>
    <message>
        <source>Delete the selected alert</source>
        <translation>Löscht den gewählten Alarm</translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s)</source>
        <translation>
            <numerusform>%n Regel</numerusform>
            <numerusform>%n Regeln</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>rules, of these firing</comment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n firing</source>
        <translation>
            <numerusform>%n schlägt an</numerusform>
            <numerusform>%n schlagen an</numerusform>
        </translation>
    </message>
    <message>
        <source>S&amp;witch on</source>
        <translation>Ein&amp;schalten</translation>
    </message>
    <message>
        <source>alert kept: %1</source>
        <translation>Alarm behalten: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n alert rule(s) added</source>
        <translation>
            <numerusform>%n Alarmregel hinzugefügt</numerusform>
            <numerusform>%n Alarmregeln hinzugefügt</numerusform>
        </translation>
    </message>
    <message>
        <source>alert on: %1</source>
        <translation>Alarm an: %1</translation>
    </message>
    <message>
        <source>alert off: %1</source>
        <translation>Alarm aus: %1</translation>
    </message>
    <message>
        <source>Deleted the alert “%1”.</source>
        <translation>Alarm „%1“ gelöscht.</translation>
    </message>
    <message>
        <source>alert deleted: %1</source>
        <translation>Alarm gelöscht: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a rule, what it comes to</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Export alert rules</source>
        <translation>Alarmregeln exportieren</translation>
    </message>
    <message>
        <source>Prometheus rules (*.yml *.yaml)</source>
        <translation>Regeln für Prometheus (*.yml *.yaml)</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Web&amp;hook…</source>
        <translation>Web&amp;hook…</translation>
    </message>
    <message>
        <source>alerts go to the webhook</source>
        <translation>Alarme gehen an den Webhook</translation>
    </message>
    <message>
        <source>alerts go to no webhook</source>
        <translation>Alarme gehen an keinen Webhook</translation>
    </message>
    <message>
        <source>Webhook %1</source>
        <comment>its address and what is wrong with it</comment>
        <translation>Webhook %1</translation>
    </message>
</context>
<context>
    <name>fanlight::ArrivalCurve</name>
    <message numerus="yes">
        <source>Arrivals: %1 client(s) in %2</source>
        <translation>
            <numerusform>Ankünfte: %1 Client in %2</numerusform>
            <numerusform>Ankünfte: %1 Clients in %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::AudienceEditor</name>
    <message>
        <source>Exporting</source>
        <translation>Export läuft</translation>
    </message>
    <message>
        <source>the hub is not listening</source>
        <translation>der Hub ist nicht auf Empfang</translation>
    </message>
    <message numerus="yes">
        <source>%1 author(s)</source>
        <translation>
            <numerusform>%1 Autor</numerusform>
            <numerusform>%1 Autoren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 type(s)</source>
        <translation>
            <numerusform>%1 Typ</numerusform>
            <numerusform>%1 Typen</numerusform>
        </translation>
    </message>
    <message>
        <source>the first %1: search for others</source>
        <translation>die ersten %1: nach anderen suchen</translation>
    </message>
    <message>
        <source>not kept until it has a user</source>
        <translation>bleibt erst erhalten, wenn ein Nutzer darin ist</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>No set selected</source>
        <translation>Keine Menge ausgewählt</translation>
    </message>
    <message>
        <source>In memory: gone when the hub stops.</source>
        <translation>Im Speicher: weg, wenn der Hub anhält.</translation>
    </message>
    <message>
        <source>Kept in Redis.</source>
        <translation>In Redis aufbewahrt.</translation>
    </message>
    <message>
        <source>Adding to “%1”</source>
        <translation>Hinzufügen zu „%1“</translation>
    </message>
    <message>
        <source>Removing from “%1”</source>
        <translation>Entfernen aus „%1“</translation>
    </message>
    <message>
        <source>Adding back to “%1”</source>
        <translation>Wieder hinzufügen zu „%1“</translation>
    </message>
    <message>
        <source>“%1” deleted</source>
        <translation>„%1“ gelöscht</translation>
    </message>
    <message>
        <source>not deleted: %1</source>
        <translation>nicht gelöscht: %1</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>%1 wird importiert</translation>
    </message>
    <message>
        <source>Generating</source>
        <translation>Wird erzeugt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1; there are more sets than are listed</source>
        <translation>%1; es gibt mehr Mengen, als aufgelistet sind</translation>
    </message>
</context>
<context>
    <name>fanlight::AudienceExport</name>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>export cancelled</source>
        <translation>Export abgebrochen</translation>
    </message>
    <message>
        <source>%1, %2 written to %3</source>
        <comment>sets, rows, file</comment>
        <translation>%1, %2 nach %3 geschrieben</translation>
    </message>
    <message numerus="yes">
        <source>%1 set(s)</source>
        <translation>
            <numerusform>%1 Menge</numerusform>
            <numerusform>%1 Mengen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s)</source>
        <translation>
            <numerusform>%1 Zeile</numerusform>
            <numerusform>%1 Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::AudienceImport</name>
    <message>
        <source>expected 2 columns, found %1</source>
        <translation>2 Spalten erwartet, %1 gefunden</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>%1 konnte nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
</context>
<context>
    <name>fanlight::AudienceJob</name>
    <message numerus="yes">
        <source>%1 removed</source>
        <translation>
            <numerusform>%1 entfernt</numerusform>
            <numerusform>%1 entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 added</source>
        <translation>
            <numerusform>%1 hinzugefügt</numerusform>
            <numerusform>%1 hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 was/were not there</source>
        <translation>
            <numerusform>%1 war nicht vorhanden</numerusform>
            <numerusform>%1 waren nicht vorhanden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 was/were there already</source>
        <translation>
            <numerusform>%1 war schon vorhanden</numerusform>
            <numerusform>%1 waren schon vorhanden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 refused: %2</source>
        <translation>
            <numerusform>%1 abgelehnt: %2</numerusform>
            <numerusform>%1 abgelehnt: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 refused</source>
        <translation>
            <numerusform>%1 abgelehnt</numerusform>
            <numerusform>%1 abgelehnt</numerusform>
        </translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>hält an…</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>stopped: %1</source>
        <translation>angehalten: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s): %2</source>
        <translation>
            <numerusform>%1 Zeile: %2</numerusform>
            <numerusform>%1 Zeilen: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::AudienceNames</name>
    <message>
        <source>line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 follower(s)</source>
        <translation>
            <numerusform>%1 Follower</numerusform>
            <numerusform>%1 Follower</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 user(s)</source>
        <translation>
            <numerusform>%1 Nutzer</numerusform>
            <numerusform>%1 Nutzer</numerusform>
        </translation>
    </message>
    <message>
        <source>Followers of author %1</source>
        <translation>Follower von Autor %1</translation>
    </message>
    <message>
        <source>Users who want “%1”</source>
        <translation>Nutzer, die „%1“ wollen</translation>
    </message>
    <message>
        <source>Add many to the followers of author %1</source>
        <translation>Viele zu den Followern von Autor %1 hinzufügen</translation>
    </message>
    <message>
        <source>Add many to the users who want “%1”</source>
        <translation>Viele zu den Nutzern hinzufügen, die „%1“ wollen</translation>
    </message>
    <message numerus="yes">
        <source>%1 named twice</source>
        <translation>
            <numerusform>%1 doppelt genannt</numerusform>
            <numerusform>%1 doppelt genannt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 refused: %2</source>
        <translation>
            <numerusform>%1 abgelehnt: %2</numerusform>
            <numerusform>%1 abgelehnt: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>More than %1 users: import them from a CSV file instead.</source>
        <translation>Mehr als %1 Nutzer: besser aus einer CSV-Datei importieren.</translation>
    </message>
</context>
<context>
    <name>fanlight::AudiencePage</name>
    <message>
        <source>Followers</source>
        <translation>Follower</translation>
    </message>
    <message>
        <source>Interests</source>
        <translation>Interessen</translation>
    </message>
    <message>
        <source>New set…</source>
        <translation>Neue Menge…</translation>
    </message>
    <message>
        <source>Import CSV…</source>
        <translation>CSV importieren…</translation>
    </message>
    <message>
        <source>Generate…</source>
        <translation>Erzeugen…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Paste…</source>
        <translation>Einfügen…</translation>
    </message>
    <message>
        <source>Remove selected</source>
        <translation>Ausgewählte entfernen</translation>
    </message>
    <message>
        <source>Delete set…</source>
        <translation>Menge löschen…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Kind of sets</source>
        <translation>Art der Mengen</translation>
    </message>
    <message>
        <source>Two columns, set and user; a row of titles is skipped. UTF-8.</source>
        <translation>Zwei Spalten, Menge und Nutzer; eine Zeile mit Überschriften wird übersprungen. UTF-8.</translation>
    </message>
    <message>
        <source>A made-up audience whose users are those of test clients.</source>
        <translation>Ein erfundenes Publikum, dessen Nutzer die der Testclients sind.</translation>
    </message>
    <message>
        <source>Selected sets as &amp;CSV…</source>
        <translation>Ausgewählte Mengen als &amp;CSV…</translation>
    </message>
    <message>
        <source>&amp;All sets listed as CSV…</source>
        <translation>&amp;Alle aufgelisteten Mengen als CSV…</translation>
    </message>
    <message>
        <source>Search sets</source>
        <translation>Mengen suchen</translation>
    </message>
    <message>
        <source>Sets</source>
        <translation>Mengen</translation>
    </message>
    <message>
        <source>Copy rows	Ctrl+C</source>
        <translation>Zeilen kopieren	Strg+C</translation>
    </message>
    <message>
        <source>Export selected sets as CSV…</source>
        <translation>Ausgewählte Mengen als CSV exportieren…</translation>
    </message>
    <message>
        <source>Filter: a part of an id</source>
        <translation>Filter: ein Teil einer ID</translation>
    </message>
    <message>
        <source>Filter users</source>
        <translation>Nutzer filtern</translation>
    </message>
    <message>
        <source>Users of the set</source>
        <translation>Nutzer der Menge</translation>
    </message>
    <message>
        <source>Add users: 42, 43 44</source>
        <translation>Nutzer hinzufügen: 42, 43 44</translation>
    </message>
    <message>
        <source>Users to add</source>
        <translation>Nutzer zum Hinzufügen</translation>
    </message>
    <message>
        <source>Ids separated by blanks or commas.</source>
        <translation>IDs, durch Leerzeichen oder Kommas getrennt.</translation>
    </message>
    <message>
        <source>Many ids at once, with a look at what was understood.</source>
        <translation>Viele IDs auf einmal, mit einem Blick auf das, was verstanden wurde.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Adds the users back that were removed last</source>
        <translation>Fügt die zuletzt entfernten Nutzer wieder hinzu</translation>
    </message>
    <message>
        <source>Read the audience again</source>
        <translation>Das Publikum neu lesen</translation>
    </message>
    <message>
        <source>Remove the selected users</source>
        <translation>Die ausgewählten Nutzer entfernen</translation>
    </message>
    <message>
        <source>Delete the selected set</source>
        <translation>Die ausgewählte Menge löschen</translation>
    </message>
    <message>
        <source>Search authors</source>
        <translation>Autoren suchen</translation>
    </message>
    <message>
        <source>Search types</source>
        <translation>Typen suchen</translation>
    </message>
    <message>
        <source>Delete set</source>
        <translation>Menge löschen</translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>„%1“ löschen?</translation>
    </message>
    <message>
        <source>It has %1.</source>
        <translation>Sie hat %1.</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>New set</source>
        <translation>Neue Menge</translation>
    </message>
    <message>
        <source>Author id, whose followers it holds</source>
        <translation>ID des Autors, dessen Follower sie enthält</translation>
    </message>
    <message>
        <source>Event type, which its users want</source>
        <translation>Event-Typ, den ihre Nutzer wollen</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>Import followers from CSV</source>
        <translation>Follower aus CSV importieren</translation>
    </message>
    <message>
        <source>Import interests from CSV</source>
        <translation>Interessen aus CSV importieren</translation>
    </message>
    <message>
        <source>CSV table (*.csv);;All files (*)</source>
        <translation>CSV-Tabelle (*.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Export the audience</source>
        <translation>Das Publikum exportieren</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The hub is not listening</source>
        <translation>Der Hub ist nicht auf Empfang</translation>
    </message>
    <message>
        <source>Start it: the audience is kept by the hub.</source>
        <translation>Ihn starten: Das Publikum liegt beim Hub.</translation>
    </message>
    <message>
        <source>The audience could not be read</source>
        <translation>Das Publikum konnte nicht gelesen werden</translation>
    </message>
    <message>
        <source>Generate a demo audience…</source>
        <translation>Ein Demo-Publikum erzeugen…</translation>
    </message>
    <message>
        <source>Nobody follows anybody yet</source>
        <translation>Noch folgt niemand jemandem</translation>
    </message>
    <message>
        <source>A fan-out goes to the followers of an author, a selective publish to those of them who want its type. Your app, or curl, says who they are:</source>
        <translation>Ein Fan-out geht an die Follower eines Autors, ein selektives Publish an diejenigen davon, die seinen Typ wollen. Wer sie sind, sagt die App oder curl:</translation>
    </message>
    <message>
        <source>Nobody wants anything yet</source>
        <translation>Noch will niemand etwas</translation>
    </message>
    <message>
        <source>A selective publish goes to those who want its type, wherever they are connected. Your app, or curl, says what a user wants:</source>
        <translation>Ein selektives Publish geht an alle, die seinen Typ wollen, wo auch immer sie verbunden sind. Was ein Nutzer will, sagt die App oder curl:</translation>
    </message>
    <message>
        <source>The audience is not to be seen here</source>
        <translation>Das Publikum ist hier nicht zu sehen</translation>
    </message>
</context>
<context>
    <name>fanlight::AuditModel</name>
    <message>
        <source>%1 (%2)</source>
        <comment>a name, its role</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Did</source>
        <translation>Tat</translation>
    </message>
    <message>
        <source>To what</source>
        <translation>Woran</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Ergebnis</translation>
    </message>
</context>
<context>
    <name>fanlight::AuditView</name>
    <message numerus="yes">
        <source>%n entry/entries</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the audit</source>
        <translation>Das Audit exportieren</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl)</source>
        <translation>JSON-Zeilen (*.jsonl)</translation>
    </message>
    <message>
        <source>Filter: a part of any column</source>
        <translation>Filter: ein Teil einer Spalte</translation>
    </message>
    <message>
        <source>Filter the audit</source>
        <translation>Das Audit filtern</translation>
    </message>
    <message>
        <source>As &amp;CSV…</source>
        <translation>Als &amp;CSV…</translation>
    </message>
    <message>
        <source>As &amp;JSON lines…</source>
        <translation>Als &amp;JSON-Zeilen…</translation>
    </message>
    <message>
        <source>Saves the shown entries.</source>
        <translation>Speichert die angezeigten Einträge.</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>kept %1, evicted %2, not shown %3</source>
        <translation>%1 aufbewahrt, %2 verdrängt, %3 nicht angezeigt</translation>
    </message>
    <message>
        <source>Nothing was done by hand yet</source>
        <translation>Noch wurde nichts von Hand getan</translation>
    </message>
    <message>
        <source>Publishes from this window, disconnects, faults, settings and who was refused stand here, each with who, to what, and what came of it.</source>
        <translation>Veröffentlichungen aus diesem Fenster, Trennungen, Störungen, Einstellungen und Abgewiesene stehen hier, jeweils mit wem, woran und was daraus wurde.</translation>
    </message>
    <message>
        <source>No entry matches the filter</source>
        <translation>Kein Eintrag passt zum Filter</translation>
    </message>
    <message>
        <source>All others are still there.</source>
        <translation>Alle anderen sind noch da.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>The audit is kept in memory only. Start with --audit-file FILE, or set one in Settings, to keep it in a file that is rotated.</source>
        <translation>Das Audit liegt nur im Speicher. Mit --audit-file DATEI starten oder in den Einstellungen eine Datei angeben, um es in einer Datei zu behalten, die rotiert wird.</translation>
    </message>
    <message>
        <source>Audit file %1, rotated at %2, %3 kept beside it</source>
        <translation>Audit-Datei %1, rotiert bei %2, daneben %3 aufbewahrt</translation>
    </message>
    <message numerus="yes">
        <source>; %1 line(s) could not be written</source>
        <translation>
            <numerusform>; %1 Zeile konnte nicht geschrieben werden</numerusform>
            <numerusform>; %1 Zeilen konnten nicht geschrieben werden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::AwayBanner</name>
    <message>
        <source>Broker &amp;settings…</source>
        <translation>&amp;Broker-Einstellungen…</translation>
    </message>
    <message>
        <source>Redis is away</source>
        <translation>Redis ist weg</translation>
    </message>
    <message>
        <source>Clients stay connected. What is published here is refused meanwhile. When Redis is back, what its history holds of the time between is replayed to them.</source>
        <translation>Clients bleiben verbunden. Was hier veröffentlicht wird, wird solange abgelehnt. Wenn Redis zurück ist, wird ihnen nachgeliefert, was dessen Verlauf aus der Zwischenzeit enthält.</translation>
    </message>
    <message>
        <source>Where the hub looks for Redis</source>
        <translation>Wo der Hub nach Redis sucht</translation>
    </message>
    <message>
        <source>Redis is away since %1, for %2.</source>
        <translation>Redis ist weg seit %1, seit %2.</translation>
    </message>
</context>
<context>
    <name>fanlight::AxisMarks</name>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 after the start</source>
        <comment>minutes and seconds</comment>
        <translation>%1 nach dem Start</translation>
    </message>
    <message>
        <source>%1 to %2, %3</source>
        <comment>begin, end, time zone</comment>
        <translation>%1 bis %2, %3</translation>
    </message>
</context>
<context>
    <name>fanlight::BatchWindow</name>
    <message>
        <source>Batch window</source>
        <translation>Batch-Fenster</translation>
    </message>
    <message>
        <source>From the first that waits; what is waiting then goes out as one event: 100ms, 2s.</source>
        <translation>Ab dem ersten, das wartet; was dann wartet, geht als ein Event hinaus: 100ms, 2s.</translation>
    </message>
    <message>
        <source>Gathered for: “%1” is not a time from %2 to %3</source>
        <translation>Sammeln für: „%1“ ist keine Zeit von %2 bis %3</translation>
    </message>
</context>
<context>
    <name>fanlight::BrokerCard</name>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Redis</source>
        <translation>Redis</translation>
    </message>
    <message>
        <source>Show password</source>
        <translation>Passwort zeigen</translation>
    </message>
    <message>
        <source>Chec&amp;k</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>&amp;Move to Redis</source>
        <translation>&amp;Zu Redis umziehen</translation>
    </message>
    <message>
        <source>C&amp;ancel the move</source>
        <translation>Umzug a&amp;bbrechen</translation>
    </message>
    <message>
        <source>Move &amp;back to memory…</source>
        <translation>Zurück in den &amp;Speicher…</translation>
    </message>
    <message>
        <source>Where published notifications go: the memory of this process, or a Redis that several instances share.</source>
        <translation>Wohin veröffentlichte Benachrichtigungen gehen: in den Speicher dieses Prozesses oder zu einem Redis, das sich mehrere Instanzen teilen.</translation>
    </message>
    <message>
        <source>broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Hide password</source>
        <translation>Passwort verbergen</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Redis URL</source>
        <translation>Redis-URL</translation>
    </message>
    <message>
        <source>Looks whether this hub could work with that Redis. Changes nothing.</source>
        <translation>Sieht nach, ob dieser Hub mit diesem Redis arbeiten könnte. Ändert nichts.</translation>
    </message>
    <message>
        <source>Clients stay connected. You are asked what is to become of the audience and the history in memory.</source>
        <translation>Clients bleiben verbunden. Es wird gefragt, was aus dem Publikum und dem Verlauf im Speicher werden soll.</translation>
    </message>
    <message>
        <source>Move to Redis</source>
        <translation>Zu Redis umziehen</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>This hub can work with it.</source>
        <translation>Dieser Hub kann damit arbeiten.</translation>
    </message>
    <message>
        <source>This hub cannot work with it as it is.</source>
        <translation>Dieser Hub kann so nicht damit arbeiten.</translation>
    </message>
    <message numerus="yes">
        <source>%1 entry/entries of the audience</source>
        <translation>
            <numerusform>%1 Eintrag des Publikums</numerusform>
            <numerusform>%1 Einträge des Publikums</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) of the history</source>
        <translation>
            <numerusform>%1 Nachricht des Verlaufs</numerusform>
            <numerusform>%1 Nachrichten des Verlaufs</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>In memory there are %1. Take them along? Clients stay connected either way.</source>
        <translation>Im Speicher: %1. Mitnehmen? Clients bleiben in jedem Fall verbunden.</translation>
    </message>
    <message>
        <source>&amp;Take along</source>
        <translation>&amp;Mitnehmen</translation>
    </message>
    <message>
        <source>&amp;Leave behind</source>
        <translation>&amp;Zurücklassen</translation>
    </message>
    <message>
        <source>Moving to Redis; clients stay connected…</source>
        <translation>Umzug zu Redis; Clients bleiben verbunden…</translation>
    </message>
    <message>
        <source>Move back to memory</source>
        <translation>Zurück in den Speicher</translation>
    </message>
    <message>
        <source>The hub restarts in memory: clients are asked to come back, other instances go on without it. Its history stays in Redis, so that clients are told of a gap. Take the audience along?</source>
        <translation>Der Hub startet im Speicher neu: Clients werden gebeten wiederzukommen, andere Instanzen machen ohne ihn weiter. Sein Verlauf bleibt in Redis, sodass Clients eine Lücke gemeldet wird. Das Publikum mitnehmen?</translation>
    </message>
    <message>
        <source>&amp;Leave in Redis</source>
        <translation>In Redis &amp;lassen</translation>
    </message>
    <message>
        <source>Reading the audience…</source>
        <translation>Das Publikum wird gelesen…</translation>
    </message>
    <message>
        <source>C&amp;ancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Read %1…</source>
        <translation>%1 gelesen…</translation>
    </message>
    <message>
        <source>Not moved: %1 The hub goes on behind Redis.</source>
        <translation>Nicht umgezogen: %1 Der Hub bleibt bei Redis.</translation>
    </message>
    <message>
        <source>The hub is in memory. It took along %1.</source>
        <translation>Der Hub ist im Speicher. Mitgenommen: %1.</translation>
    </message>
    <message>
        <source>The hub is in memory with %1; the others stayed in Redis: %2</source>
        <translation>Der Hub ist im Speicher mit %1; die anderen sind in Redis geblieben: %2</translation>
    </message>
    <message>
        <source>Copied %1; clients stay connected…</source>
        <translation>%1 kopiert; Clients bleiben verbunden…</translation>
    </message>
    <message>
        <source>The hub is behind Redis now, and will be on the next start.</source>
        <translation>Der Hub ist jetzt bei Redis und wird es auch beim nächsten Start sein.</translation>
    </message>
    <message>
        <source>It took along %1.</source>
        <translation>Mitgenommen: %1.</translation>
    </message>
    <message>
        <source>Not moved: %1 The hub goes on in memory, with all it has.</source>
        <translation>Nicht umgezogen: %1 Der Hub bleibt im Speicher, mit allem, was er hat.</translation>
    </message>
    <message>
        <source>Copies of %1 are in that Redis.</source>
        <translation>Kopien liegen in diesem Redis: %1.</translation>
    </message>
    <message>
        <source>redis://[user:password@]host:port/db, rediss:// over TLS, unix:///path/redis.sock, redis+sentinel://host:port,host:port/master, or redis+cluster://host:port,host:port</source>
        <translation>redis://[nutzer:passwort@]host:port/db, rediss:// über TLS, unix:///pfad/redis.sock, redis+sentinel://host:port,host:port/master oder redis+cluster://host:port,host:port</translation>
    </message>
</context>
<context>
    <name>fanlight::BrokerHint</name>
    <message>
        <source>This hub is one process: notifications and their history stay in its memory. To run several behind one Redis, so that any of them reaches every client, start each with the same broker:</source>
        <translation>Dieser Hub ist ein einzelner Prozess: Benachrichtigungen und ihr Verlauf bleiben in seinem Speicher. Um mehrere hinter einem Redis zu betreiben, sodass jeder jeden Client erreicht, jeden mit demselben Broker starten:</translation>
    </message>
    <message>
        <source>Broker setting…</source>
        <translation>Broker-Einstellung…</translation>
    </message>
</context>
<context>
    <name>fanlight::BufferBar</name>
    <message>
        <source>%1 at once</source>
        <translation>%1 auf einmal</translation>
    </message>
    <message>
        <source>%1 held for %2 s</source>
        <translation>%1 für %2 s gehalten</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <comment>two limits</comment>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>Output buffer</source>
        <translation>Ausgabepuffer</translation>
    </message>
    <message>
        <source>Output buffer of this hub’s link</source>
        <translation>Ausgabepuffer der Verbindung dieses Hubs</translation>
    </message>
    <message>
        <source>%1, no limit known</source>
        <translation>%1, keine Grenze bekannt</translation>
    </message>
    <message>
        <source>%1; cut off at %2</source>
        <translation>%1; Abbruch bei %2</translation>
    </message>
    <message>
        <source>Redis cuts this hub off at %1: it reads more slowly than is published. Send less (smaller payloads, batches), give this hub more processor, or allow more on the server: CONFIG SET client-output-buffer-limit &quot;pubsub 128mb 32mb 60&quot;.</source>
        <translation>Redis kappt die Verbindung dieses Hubs bei %1: Er liest langsamer, als veröffentlicht wird. Weniger senden (kleinere Nutzdaten, Batches), diesem Hub mehr Prozessor geben oder auf dem Server mehr erlauben: CONFIG SET client-output-buffer-limit &quot;pubsub 128mb 32mb 60&quot;.</translation>
    </message>
</context>
<context>
    <name>fanlight::CaptureBar</name>
    <message>
        <source>%1 ×</source>
        <comment>so many times as fast</comment>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>payloads as they were</source>
        <translation>Inhalte, wie sie waren</translation>
    </message>
    <message>
        <source>payloads masked</source>
        <translation>Inhalte maskiert</translation>
    </message>
    <message>
        <source>payloads left out</source>
        <translation>Inhalte ausgelassen</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Close capt&amp;ure</source>
        <translation>Mitschnitt s&amp;chließen</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Mitschnitt</translation>
    </message>
    <message>
        <source>How fast it is played</source>
        <translation>Wie schnell er abgespielt wird</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>time passed, whole time</comment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>users by other names</source>
        <translation>Nutzer unter anderen Namen</translation>
    </message>
    <message numerus="yes">
        <source>%1 record(s) left out</source>
        <translation>
            <numerusform>%1 Aufzeichnung ausgelassen</numerusform>
            <numerusform>%1 Aufzeichnungen ausgelassen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::CaptureDesk</name>
    <message>
        <source>Payloads are kept as they are</source>
        <translation>Inhalte werden behalten, wie sie sind</translation>
    </message>
    <message>
        <source>Payloads are masked</source>
        <translation>Inhalte werden maskiert</translation>
    </message>
    <message>
        <source>Payloads are left out</source>
        <translation>Inhalte werden ausgelassen</translation>
    </message>
    <message>
        <source>A capture runs already; stop it first.</source>
        <translation>Es läuft schon ein Mitschnitt; erst diesen beenden.</translation>
    </message>
    <message>
        <source>captured %1 in %2</source>
        <translation>%1 in %2 mitgeschnitten</translation>
    </message>
    <message>
        <source>Capturing %1, %2</source>
        <comment>time, size</comment>
        <translation>Mitschnitt %1, %2</translation>
    </message>
    <message>
        <source>Users go by other names</source>
        <translation>Nutzer tragen andere Namen</translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) so far</source>
        <translation>
            <numerusform>%1 Nachricht bisher</numerusform>
            <numerusform>%1 Nachrichten bisher</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 record(s) found no room and are not in the file</source>
        <translation>
            <numerusform>%1 Aufzeichnung fand keinen Platz und steht nicht in der Datei</numerusform>
            <numerusform>%1 Aufzeichnungen fanden keinen Platz und stehen nicht in der Datei</numerusform>
        </translation>
    </message>
    <message>
        <source>It ends by itself at %1</source>
        <translation>Er endet von selbst bei %1</translation>
    </message>
</context>
<context>
    <name>fanlight::CaptureDialog</name>
    <message>
        <source>Start a capture</source>
        <translation>Mitschnitt beginnen</translation>
    </message>
    <message>
        <source>All that this window sees of the hub goes into one file: measurements, connections, messages, faults, the log. A colleague opens it and sees what you saw.</source>
        <translation>Alles, was dieses Fenster vom Hub sieht, kommt in eine Datei: Messwerte, Verbindungen, Nachrichten, Störungen, das Log. Wer sie öffnet, sieht dasselbe.</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>Maskiert</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>&amp;Users go by other names in the file</source>
        <translation>&amp;Nutzer tragen in der Datei andere Namen</translation>
    </message>
    <message>
        <source>Payloads</source>
        <translation>Inhalte</translation>
    </message>
    <message>
        <source>The same user has the same other name all through the file. Names that stand inside of kept payloads stay.</source>
        <translation>Derselbe Nutzer trägt in der ganzen Datei denselben anderen Namen. Namen, die in behaltenen Inhalten stehen, bleiben.</translation>
    </message>
    <message>
        <source>Ends by itself at (MiB)</source>
        <translation>Endet von selbst bei (MiB)</translation>
    </message>
    <message>
        <source>&amp;Choose a file and start…</source>
        <translation>&amp;Datei wählen und beginnen…</translation>
    </message>
    <message>
        <source>The data of every message is in the file, as it was sent.</source>
        <translation>Die Daten jeder Nachricht stehen in der Datei, wie sie gesendet wurden.</translation>
    </message>
    <message>
        <source>Strings and numbers of the data are replaced by others of the same length; the names of members stay.</source>
        <translation>Zeichenketten und Zahlen der Daten werden durch andere gleicher Länge ersetzt; die Namen der Felder bleiben.</translation>
    </message>
    <message>
        <source>Of the data only its size is in the file.</source>
        <translation>Von den Daten steht nur die Größe in der Datei.</translation>
    </message>
</context>
<context>
    <name>fanlight::CaptureFile</name>
    <message>
        <source>The file is damaged at byte %1; ask for it once more.</source>
        <translation>Die Datei ist bei Byte %1 beschädigt; noch einmal darum bitten.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>%1 ist nicht zu lesen: %2.</translation>
    </message>
    <message>
        <source>%1 is no file.</source>
        <translation>%1 ist keine Datei.</translation>
    </message>
    <message>
        <source>This is no capture of Fanlight; choose a .fanlight file.</source>
        <translation>Das ist kein Mitschnitt von Fanlight; eine .fanlight-Datei wählen.</translation>
    </message>
    <message>
        <source>The file ends before anything was captured.</source>
        <translation>Die Datei endet, bevor etwas mitgeschnitten wurde.</translation>
    </message>
    <message>
        <source>A newer Fanlight wrote this capture (form %1; this one reads form %2): update Fanlight to open it.</source>
        <translation>Diesen Mitschnitt hat ein neueres Fanlight geschrieben (Form %1; dieses liest Form %2): Fanlight aktualisieren, um ihn zu öffnen.</translation>
    </message>
    <message>
        <source>The capture was not finished: it is shown up to where it ends.</source>
        <translation>Der Mitschnitt wurde nicht abgeschlossen: er wird gezeigt, bis er endet.</translation>
    </message>
</context>
<context>
    <name>fanlight::CaptureHub</name>
    <message>
        <source>This is a capture: it can only be looked at.</source>
        <translation>Das ist ein Mitschnitt: er kann nur angesehen werden.</translation>
    </message>
    <message>
        <source>A capture does not have the rules of access.</source>
        <translation>Ein Mitschnitt enthält die Zugriffsregeln nicht.</translation>
    </message>
</context>
<context>
    <name>fanlight::CaptureMenu</name>
    <message>
        <source>The capture has ended</source>
        <translation>Der Mitschnitt ist zu Ende</translation>
    </message>
    <message>
        <source>What was captured until then is in the file.</source>
        <translation>Was bis dahin mitgeschnitten wurde, steht in der Datei.</translation>
    </message>
    <message>
        <source>Capture into</source>
        <translation>Mitschneiden in</translation>
    </message>
    <message>
        <source>The capture did not start</source>
        <translation>Der Mitschnitt hat nicht begonnen</translation>
    </message>
    <message>
        <source>capturing into %1</source>
        <translation>Mitschnitt in %1</translation>
    </message>
    <message>
        <source>Stop the capture?</source>
        <translation>Mitschnitt beenden?</translation>
    </message>
    <message>
        <source>Go &amp;on capturing</source>
        <translation>&amp;Weiter mitschneiden</translation>
    </message>
    <message>
        <source>&amp;Stop the capture</source>
        <translation>Mitschnitt &amp;beenden</translation>
    </message>
</context>
<context>
    <name>fanlight::CaptureOpener</name>
    <message>
        <source>Open a capture</source>
        <translation>Mitschnitt öffnen</translation>
    </message>
    <message>
        <source>capture</source>
        <translation>Aufzeichnung</translation>
    </message>
</context>
<context>
    <name>fanlight::CaptureOutput</name>
    <message>
        <source>%1 cannot be written (%2); choose another folder.</source>
        <translation>%1 kann nicht geschrieben werden (%2); einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>The disk is full: the capture ends here. Make room and begin another one.</source>
        <translation>Der Datenträger ist voll: der Mitschnitt endet hier. Platz schaffen und einen neuen beginnen.</translation>
    </message>
    <message>
        <source>The file cannot be written any more (%1): the capture ends here.</source>
        <translation>Die Datei kann nicht weiter geschrieben werden (%1): der Mitschnitt endet hier.</translation>
    </message>
    <message>
        <source>The file is as large as it may get: the capture ends here. Begin another one.</source>
        <translation>Die Datei ist so groß, wie sie werden darf: der Mitschnitt endet hier. Einen neuen beginnen.</translation>
    </message>
</context>
<context>
    <name>fanlight::CapturePlayer</name>
    <message>
        <source>A part of the capture is damaged and is not shown.</source>
        <translation>Ein Teil des Mitschnitts ist beschädigt und wird nicht gezeigt.</translation>
    </message>
</context>
<context>
    <name>fanlight::CaptureShow</name>
    <message>
        <source>Captures (*.%1)</source>
        <translation>Mitschnitte (*.%1)</translation>
    </message>
    <message>
        <source>This capture cannot be opened</source>
        <translation>Dieser Mitschnitt kann nicht geöffnet werden</translation>
    </message>
</context>
<context>
    <name>fanlight::CaptureSlider</name>
    <message>
        <source>Time of the capture</source>
        <translation>Zeit des Mitschnitts</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <comment>time, what happened</comment>
        <translation>%1  %2</translation>
    </message>
</context>
<context>
    <name>fanlight::Caution</name>
    <message>
        <source>This hub is in production.</source>
        <translation>Dieser Hub ist in Produktion.</translation>
    </message>
    <message>
        <source>“%1” is in production.</source>
        <translation>„%1“ ist in Produktion.</translation>
    </message>
    <message>
        <source>Type its name to go on</source>
        <translation>Zum Fortfahren seinen Namen eingeben</translation>
    </message>
    <message>
        <source>Its name is “%1”.</source>
        <translation>Er heißt „%1“.</translation>
    </message>
</context>
<context>
    <name>fanlight::CertificateCard</name>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>&amp;Read files anew</source>
        <translation>Dateien neu &amp;lesen</translation>
    </message>
    <message>
        <source>Reads certificate, key and the authorities of clients from their files again, as SIGHUP does: for those who connect from then on. Streams go on as they are.</source>
        <translation>Liest Zertifikat, Schlüssel und die Zertifizierungsstellen der Clients wieder aus ihren Dateien, wie SIGHUP: für alle, die sich von da an verbinden. Streams gehen weiter, wie sie sind.</translation>
    </message>
    <message>
        <source>Whose the certificate is, and who has signed it</source>
        <translation>Wessen Zertifikat es ist und wer es signiert hat</translation>
    </message>
    <message>
        <source>expired on %1</source>
        <comment>a day</comment>
        <translation>abgelaufen am %1</translation>
    </message>
    <message>
        <source>good from %1 on only</source>
        <comment>a day</comment>
        <translation>gültig erst ab %1</translation>
    </message>
    <message>
        <source>expires within a day</source>
        <translation>läuft binnen eines Tages ab</translation>
    </message>
    <message numerus="yes">
        <source>expires in %n day(s)</source>
        <translation>
            <numerusform>läuft in %n Tag ab</numerusform>
            <numerusform>läuft in %n Tagen ab</numerusform>
        </translation>
    </message>
    <message>
        <source>signed by itself</source>
        <translation>von sich selbst signiert</translation>
    </message>
    <message>
        <source>signed by %1</source>
        <comment>an authority</comment>
        <translation>signiert von %1</translation>
    </message>
    <message>
        <source>For %1 (%2), %3; on %4</source>
        <comment>names (subject), signed by; addresses</comment>
        <translation>Für %1 (%2), %3; auf %4</translation>
    </message>
    <message>
        <source>no name</source>
        <translation>kein Name</translation>
    </message>
    <message>
        <source>Good until %1, read %2.</source>
        <comment>a day, 3 min ago</comment>
        <translation>Gültig bis %1, gelesen %2.</translation>
    </message>
    <message>
        <source>Clients must show one, too.</source>
        <translation>Auch Clients müssen eines zeigen.</translation>
    </message>
    <message>
        <source>Read anew it would not do, and the hub goes on with this one: %1</source>
        <translation>Neu gelesen taugt es nicht, und der Hub macht mit diesem weiter: %1</translation>
    </message>
</context>
<context>
    <name>fanlight::CertificateFields</name>
    <message>
        <source>Client certificate</source>
        <translation>Clientzertifikat</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>Shown where clients are asked for one: a file in PEM, the certificate first, those up to an authority&apos;s behind it</source>
        <translation>Wird gezeigt, wo von Clients eines verlangt wird: eine Datei in PEM, zuerst das Zertifikat, dahinter die bis zu dem einer Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Key of the client certificate</source>
        <translation>Schlüssel des Clientzertifikats</translation>
    </message>
    <message>
        <source>its key, unless in that file</source>
        <translation>sein Schlüssel, wenn nicht dort</translation>
    </message>
    <message>
        <source>The private key in PEM, without a passphrase; empty: it is in the file of the certificate</source>
        <translation>Der private Schlüssel in PEM, ohne Passphrase; leer: Er steht in der Datei des Zertifikats</translation>
    </message>
    <message>
        <source>Choose the client certificate</source>
        <translation>Das Clientzertifikat wählen</translation>
    </message>
    <message>
        <source>Choose its key</source>
        <translation>Seinen Schlüssel wählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>PEM (*.pem *.crt *.key);;All files (*)</source>
        <translation>PEM (*.pem *.crt *.key);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Name the file of the certificate, too.</source>
        <translation>Auch die Datei des Zertifikats angeben.</translation>
    </message>
</context>
<context>
    <name>fanlight::ChangeBar</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>%1 cannot be applied as it is.</source>
        <translation>%1 kann so nicht übernommen werden.</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s) cannot be applied as they are.</source>
        <translation>
            <numerusform>%n Einstellung kann so nicht übernommen werden.</numerusform>
            <numerusform>%n Einstellungen können so nicht übernommen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>No changes</source>
        <translation>Keine Änderungen</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Apply and start</source>
        <translation>&amp;Anwenden und starten</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>&amp;Apply and restart</source>
        <translation>&amp;Anwenden und neu starten</translation>
    </message>
    <message>
        <source>Takes effect at once; no stream ends (Ctrl+Enter)</source>
        <translation>Wirkt sofort; kein Stream endet (Strg+Enter)</translation>
    </message>
    <message>
        <source>The hub starts with these; clients come back and resume (Ctrl+Enter)</source>
        <translation>Der Hub startet damit; Clients kommen zurück und setzen fort (Strg+Enter)</translation>
    </message>
</context>
<context>
    <name>fanlight::ChartBoard</name>
    <message>
        <source>Show &amp;all charts	Enter</source>
        <translation>&amp;Alle Diagramme zeigen	Enter</translation>
    </message>
    <message>
        <source>&amp;Enlarge	Enter</source>
        <translation>V&amp;ergrößern	Enter</translation>
    </message>
    <message>
        <source>&amp;Hide this chart</source>
        <translation>Dieses Diagramm &amp;ausblenden</translation>
    </message>
    <message>
        <source>Charts &amp;shown</source>
        <translation>Angezeigte &amp;Diagramme</translation>
    </message>
</context>
<context>
    <name>fanlight::ChartMarkers</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n Event</numerusform>
            <numerusform>%n Events</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <comment>how often, what</comment>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>two of a list</comment>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiteres</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>time, what happened</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>fanlight::ChartSheet</name>
    <message>
        <source>minutes and seconds after the start</source>
        <translation>Minuten und Sekunden nach dem Start</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <comment>whose figures, when</comment>
        <translation>%1; %2</translation>
    </message>
</context>
<context>
    <name>fanlight::ChartTable</name>
    <message>
        <source>Figures of the chart “%1”</source>
        <translation>Messwerte des Diagramms „%1“</translation>
    </message>
    <message>
        <source>As it was when this window was opened.</source>
        <translation>Stand beim Öffnen dieses Fensters.</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>The selected rows, or all.</source>
        <translation>Die ausgewählten Zeilen oder alle.</translation>
    </message>
    <message>
        <source>&amp;Save as CSV…</source>
        <translation>Als &amp;CSV speichern…</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>fanlight::ChartTableModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
</context>
<context>
    <name>fanlight::ClientCertificate</name>
    <message>
        <source>--%1: cannot read %2: %3</source>
        <translation>--%1: %2 ist nicht lesbar: %3</translation>
    </message>
    <message>
        <source>--%1: the key in %2 has a passphrase, for which nobody is asked here; write it without: openssl pkey -in %2 -out unlocked.key</source>
        <translation>--%1: Der Schlüssel in %2 hat eine Passphrase, nach der hier niemand gefragt wird; ohne sie schreiben: openssl pkey -in %2 -out unlocked.key</translation>
    </message>
    <message>
        <source>--%1: %2 holds no private key in PEM; name the file of the key by --key</source>
        <translation>--%1: %2 enthält keinen privaten Schlüssel in PEM; die Datei des Schlüssels mit --key angeben</translation>
    </message>
    <message>
        <source>--%1: %2 holds no private key in PEM</source>
        <translation>--%1: %2 enthält keinen privaten Schlüssel in PEM</translation>
    </message>
    <message>
        <source>--key: name the file of its certificate by --cert</source>
        <translation>--key: Die Datei seines Zertifikats mit --cert angeben</translation>
    </message>
    <message>
        <source>--cert: %1 holds no certificate in PEM</source>
        <translation>--cert: %1 enthält kein Zertifikat in PEM</translation>
    </message>
    <message>
        <source>--%1: the key in %2 does not belong to the certificate in %3</source>
        <translation>--%1: Der Schlüssel in %2 gehört nicht zum Zertifikat in %3</translation>
    </message>
    <message>
        <source>TLS: there is no memory</source>
        <translation>TLS: Der Speicher reicht nicht</translation>
    </message>
    <message>
        <source>a certificate of its clients is asked for, and the one of --cert is not of an authority that the server named</source>
        <translation>von den Clients wird ein Zertifikat verlangt, und das von --cert ist von keiner Zertifizierungsstelle, die der Server genannt hat</translation>
    </message>
    <message>
        <source>a certificate of its clients is asked for: show one by --cert FILE --key FILE</source>
        <translation>von den Clients wird ein Zertifikat verlangt: eines zeigen mit --cert DATEI --key DATEI</translation>
    </message>
    <message>
        <source>the certificate of --cert is not taken: it must be signed by an authority that the server trusts for its clients (of a Fanlight hub: --tls-client-ca), and not have run out</source>
        <translation>das Zertifikat von --cert wird nicht angenommen: Es muss von einer Zertifizierungsstelle signiert sein, der der Server für seine Clients vertraut (bei einem Fanlight-Hub: --tls-client-ca), und darf nicht abgelaufen sein</translation>
    </message>
</context>
<context>
    <name>fanlight::CodeView</name>
    <message>
        <source>Show all</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>The first %1 of %2 characters.</source>
        <translation>Die ersten %1 von %2 Zeichen.</translation>
    </message>
    <message>
        <source>Long lines are broken for display.</source>
        <translation>Lange Zeilen sind für die Anzeige umbrochen.</translation>
    </message>
</context>
<context>
    <name>fanlight::ColourRules</name>
    <message>
        <source>Write a filter first: it says which messages the colour is for.</source>
        <translation>Zuerst einen Filter schreiben: Er sagt, für welche Nachrichten die Farbe gilt.</translation>
    </message>
    <message>
        <source>There are %1 rules already; remove one first.</source>
        <translation>Es gibt schon %1 Regeln; erst eine entfernen.</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Türkis</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>Violett</translation>
    </message>
</context>
<context>
    <name>fanlight::ColoursMenu</name>
    <message>
        <source>Colour what a filter shows</source>
        <translation>Färben, was ein Filter zeigt</translation>
    </message>
    <message>
        <source>Colour “%1”</source>
        <translation>„%1“ färben</translation>
    </message>
    <message>
        <source>Write a filter first, like type:order total&gt;100</source>
        <translation>Zuerst einen Filter schreiben, etwa type:order total&gt;100</translation>
    </message>
    <message>
        <source>Rules; the first that fits counts</source>
        <translation>Regeln; die erste passende zählt</translation>
    </message>
    <message>
        <source>There are none yet</source>
        <translation>Noch gibt es keine</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Show these only</source>
        <translation>Nur diese zeigen</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>A colour for each type</source>
        <translation>Eine Farbe für jeden Typ</translation>
    </message>
</context>
<context>
    <name>fanlight::ColumnsMenu</name>
    <message>
        <source>Fields of the payload</source>
        <translation>Felder der Nutzdaten</translation>
    </message>
    <message>
        <source>No payload with fields was seen yet</source>
        <translation>Noch wurden keine Nutzdaten mit Feldern gesehen</translation>
    </message>
    <message>
        <source>Chart over time</source>
        <translation>Diagramm über die Zeit</translation>
    </message>
    <message>
        <source>No field was a number yet</source>
        <translation>Noch war kein Feld eine Zahl</translation>
    </message>
</context>
<context>
    <name>fanlight::CompareCharts</name>
    <message>
        <source>/s</source>
        <translation>/s</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Received, events/s</source>
        <translation>Empfangen, Events/s</translation>
    </message>
    <message>
        <source>Latency p50, ms</source>
        <translation>Latenz p50, ms</translation>
    </message>
    <message>
        <source>Latency p99, ms</source>
        <translation>Latenz p99, ms</translation>
    </message>
    <message>
        <source>load tests “%1” and “%2”</source>
        <translation>Lasttests „%1“ und „%2“</translation>
    </message>
</context>
<context>
    <name>fanlight::CompareDialog</name>
    <message>
        <source>%1, the older</source>
        <comment>of two runs of one name</comment>
        <translation>%1, der ältere</translation>
    </message>
    <message>
        <source>%1, the newer</source>
        <comment>of two runs of one name</comment>
        <translation>%1, der neuere</translation>
    </message>
    <message>
        <source>Two load tests</source>
        <translation>Zwei Lasttests</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Both ran the same scenario. The curves begin at the start of each run.</source>
        <translation>Beide liefen mit demselben Szenario. Die Kurven beginnen beim Start des jeweiligen Laufs.</translation>
    </message>
    <message>
        <source>The scenarios differ, so differences may be theirs. The curves begin at the start of each run.</source>
        <translation>Die Szenarien sind verschieden, Unterschiede können daher rühren. Die Kurven beginnen beim Start des jeweiligen Laufs.</translation>
    </message>
</context>
<context>
    <name>fanlight::CompareView</name>
    <message>
        <source>Figures that differ</source>
        <translation>Messwerte, die sich unterscheiden</translation>
    </message>
    <message>
        <source>Data of the earlier message</source>
        <translation>Daten der früheren Nachricht</translation>
    </message>
    <message>
        <source>Data of the later message</source>
        <translation>Daten der späteren Nachricht</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <comment>a figure, of the one, of the other</comment>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>All figures are the same.</source>
        <translation>Alle Messwerte sind gleich.</translation>
    </message>
    <message>
        <source>The data is the same.</source>
        <translation>Die Daten sind gleich.</translation>
    </message>
    <message numerus="yes">
        <source>%1 line(s) differ(s)</source>
        <translation>
            <numerusform>%1 Zeile unterscheidet sich</numerusform>
            <numerusform>%1 Zeilen unterscheiden sich</numerusform>
        </translation>
    </message>
    <message>
        <source>only the first %1 characters are compared</source>
        <translation>nur die ersten %1 Zeichen werden verglichen</translation>
    </message>
    <message>
        <source>too much differs to align, so lines are compared by number</source>
        <translation>zu viele Unterschiede zum Ausrichten, daher Vergleich nach Zeilennummer</translation>
    </message>
</context>
<context>
    <name>fanlight::ComparisonModel</name>
    <message>
        <source>better</source>
        <translation>besser</translation>
    </message>
    <message>
        <source>worse</source>
        <translation>schlechter</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Messwert</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>in %</source>
        <translation>in %</translation>
    </message>
</context>
<context>
    <name>fanlight::ConnectionDetail</name>
    <message>
        <source>Left</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Last-Event-ID</source>
        <translation>Last-Event-ID</translation>
    </message>
    <message>
        <source>Resumed</source>
        <translation>Fortgesetzt</translation>
    </message>
    <message>
        <source>Kernel queue</source>
        <translation>Kernel-Warteschlange</translation>
    </message>
    <message>
        <source>ACK</source>
        <translation>ACK</translation>
    </message>
    <message>
        <source>RTT</source>
        <translation>RTT</translation>
    </message>
    <message>
        <source>Retransmits</source>
        <translation>Retransmits</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Rückstau</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>Typen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Connected since</source>
        <translation>Verbunden seit</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Watched since</source>
        <translation>Beobachtet seit</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>no, a new stream</source>
        <translation>nein, ein neuer Stream</translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s) replayed</source>
        <translation>
            <numerusform>%1 Event nachgeliefert</numerusform>
            <numerusform>%1 Events nachgeliefert</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, for %2</source>
        <comment>since, how long</comment>
        <translation>%1, seit %2</translation>
    </message>
    <message>
        <source>%1 at %2, after %3</source>
        <comment>why it left</comment>
        <translation>%1 um %2, nach %3</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Select a connection to see its figures and its last frames.</source>
        <translation>Eine Verbindung auswählen, um ihre Messwerte und letzten Frames zu sehen.</translation>
    </message>
    <message>
        <source>Copy a value of this connection</source>
        <translation>Einen Wert dieser Verbindung kopieren</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Messwerte</translation>
    </message>
    <message>
        <source>Earlier streams of this user</source>
        <translation>Frühere Streams dieses Nutzers</translation>
    </message>
    <message>
        <source>Send to user</source>
        <translation>An Nutzer senden</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>All of it</source>
        <translation>Alles davon</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name and value</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>none: broadcasts only</source>
        <translation>keine: nur Broadcasts</translation>
    </message>
    <message>
        <source>closed: %1</source>
        <translation>geschlossen: %1</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>It listens to broadcasts only.</source>
        <translation>Sie empfängt nur Broadcasts.</translation>
    </message>
    <message>
        <source>It has ended.</source>
        <translation>Sie ist beendet.</translation>
    </message>
    <message>
        <source>%1 (%2) of %3 measured</source>
        <comment>latencies, their percentiles</comment>
        <translation>%1 (%2) von %3 gemessen</translation>
    </message>
    <message>
        <source>when it wants: no lifetime</source>
        <translation>wann er will: keine Lebensdauer</translation>
    </message>
    <message>
        <source>%1, in %2</source>
        <comment>when it ends, how long until then</comment>
        <translation>%1, in %2</translation>
    </message>
    <message>
        <source>No earlier streams of this user</source>
        <translation>Keine früheren Streams dieses Nutzers</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>weg</translation>
    </message>
    <message>
        <source>Not watched now, as the hub says: %1. It goes on by itself once that window looks elsewhere; close its details there.</source>
        <translation>Wird gerade nicht beobachtet, denn der Hub sagt: %1. Es geht von selbst weiter, sobald jenes Fenster woandershin sieht; schließen Sie dort die Einzelheiten.</translation>
    </message>
</context>
<context>
    <name>fanlight::ConnectionModel</name>
    <message>
        <source>closed at %1 (%2), after %3</source>
        <comment>when, why, how long</comment>
        <translation>geschlossen um %1 (%2), nach %3</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>Typen</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Rückstau</translation>
    </message>
    <message>
        <source>RTT</source>
        <translation>RTT</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
    <message>
        <source>Last event id</source>
        <translation>Letzte Event-ID</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>all</source>
        <comment>types</comment>
        <translation>alle</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>What waits for a client whose socket is full. Amber from %1 on, or when something waited a second ago, too.</source>
        <translation>Was auf einen Client wartet, dessen Socket voll ist. Gelb ab %1, oder wenn auch vor einer Sekunde etwas wartete.</translation>
    </message>
    <message>
        <source>The round trip TCP measured</source>
        <translation>Die Umlaufzeit, die TCP gemessen hat</translation>
    </message>
    <message>
        <source>live, or why the stream ended: client, slow, lifetime, limit, kicked, drain, error, fault, expired, denied</source>
        <translation>live, oder warum der Stream endete: client, slow, lifetime, limit, kicked, drain, error, fault, expired, denied</translation>
    </message>
</context>
<context>
    <name>fanlight::ConnectionTables</name>
    <message>
        <source>Streams</source>
        <translation>Streams</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Streams or users</source>
        <translation>Streams oder Nutzer</translation>
    </message>
    <message>
        <source>Show closed</source>
        <translation>Geschlossene zeigen</translation>
    </message>
    <message>
        <source>Show closed (%1)</source>
        <translation>Geschlossene zeigen (%1)</translation>
    </message>
    <message>
        <source>Enter or a double click shows the streams of the user.</source>
        <translation>Enter oder Doppelklick zeigt die Streams des Nutzers.</translation>
    </message>
    <message>
        <source>No real client is connected</source>
        <translation>Kein echter Client ist verbunden</translation>
    </message>
    <message>
        <source>No test client is connected</source>
        <translation>Kein Testclient ist verbunden</translation>
    </message>
    <message>
        <source>Only these are looked at.</source>
        <translation>Nur diese werden betrachtet.</translation>
    </message>
    <message>
        <source>Show all clients</source>
        <translation>Alle Clients zeigen</translation>
    </message>
    <message>
        <source>No user matches the filter</source>
        <translation>Kein Nutzer passt zum Filter</translation>
    </message>
    <message>
        <source>No connection matches the filter</source>
        <translation>Keine Verbindung passt zum Filter</translation>
    </message>
    <message>
        <source>Others are still there; those that have ended are not shown.</source>
        <translation>Andere sind noch da; beendete werden nicht gezeigt.</translation>
    </message>
    <message>
        <source>All others are still there.</source>
        <translation>Alle anderen sind noch da.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>The hub is not listening</source>
        <translation>Der Hub ist nicht auf Empfang</translation>
    </message>
    <message>
        <source>Start it to see who connects.</source>
        <translation>Ihn starten, um zu sehen, wer sich verbindet.</translation>
    </message>
    <message>
        <source>Nobody is connected yet</source>
        <translation>Noch ist niemand verbunden</translation>
    </message>
    <message>
        <source>Subscribe from a terminal:</source>
        <translation>Aus einem Terminal abonnieren:</translation>
    </message>
    <message>
        <source>All instances</source>
        <translation>Alle Instanzen</translation>
    </message>
    <message>
        <source>Streams of all instances behind the same Redis, the first %1 in their order. What is done to them, exported and copied whole is of this instance alone.</source>
        <translation>Streams aller Instanzen hinter demselben Redis, die ersten %1 in ihrer Reihenfolge. Was mit ihnen getan, exportiert und im Ganzen kopiert wird, gilt nur für diese Instanz.</translation>
    </message>
    <message>
        <source>Who is connected is not known</source>
        <translation>Wer verbunden ist, ist nicht bekannt</translation>
    </message>
    <message>
        <source>It is shown once the hub answers.</source>
        <translation>Es wird gezeigt, sobald der Hub antwortet.</translation>
    </message>
</context>
<context>
    <name>fanlight::ConnectionsDesk</name>
    <message numerus="yes">
        <source>%1 connection(s)</source>
        <translation>
            <numerusform>%1 Verbindung</numerusform>
            <numerusform>%1 Verbindungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 user(s)</source>
        <translation>
            <numerusform>%1 Nutzer</numerusform>
            <numerusform>%1 Nutzer</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 · %2 closed</source>
        <translation>%1 · %2 geschlossen</translation>
    </message>
    <message>
        <source>%1, only real</source>
        <translation>%1, nur echte</translation>
    </message>
    <message>
        <source>%1, only test</source>
        <translation>%1, nur Test</translation>
    </message>
    <message>
        <source>%1, paused at %2</source>
        <translation>%1, angehalten um %2</translation>
    </message>
    <message>
        <source>user id</source>
        <translation>ID des Nutzers</translation>
    </message>
    <message>
        <source>a type it asked for, or all</source>
        <translation>ein Typ, den er verlangte, oder all</translation>
    </message>
    <message>
        <source>where it comes from</source>
        <translation>woher sie kommt</translation>
    </message>
    <message>
        <source>its user agent</source>
        <translation>ihr User-Agent</translation>
    </message>
    <message>
        <source>id of the connection</source>
        <translation>ID der Verbindung</translation>
    </message>
    <message>
        <source>open for longer than this</source>
        <translation>länger offen als dies</translation>
    </message>
    <message>
        <source>what waits for its full socket</source>
        <translation>was auf ihren vollen Socket wartet</translation>
    </message>
    <message>
        <source>sent to it</source>
        <translation>an sie gesendet</translation>
    </message>
    <message>
        <source>sent to it, with all around them</source>
        <translation>an sie gesendet, mit allem drum herum</translation>
    </message>
    <message>
        <source>round trip, as TCP measured it</source>
        <translation>Umlaufzeit, wie TCP sie gemessen hat</translation>
    </message>
    <message>
        <source>events it lost</source>
        <translation>Events, die sie verlor</translation>
    </message>
    <message>
        <source>Last-Event-ID it came back with</source>
        <translation>Last-Event-ID, mit der sie zurückkam</translation>
    </message>
    <message>
        <source>live or closed</source>
        <translation>live oder closed</translation>
    </message>
    <message>
        <source>why it ended</source>
        <translation>warum sie endete</translation>
    </message>
    <message numerus="yes">
        <source>%1 on %n instance(s)</source>
        <translation>
            <numerusform>%1 auf %n Instanz</numerusform>
            <numerusform>%1 auf %n Instanzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n of them do(es) not answer</source>
        <translation>
            <numerusform>%1, %n davon antwortet nicht</numerusform>
            <numerusform>%1, %n davon antworten nicht</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, first %2 shown</source>
        <translation>%1, die ersten %2 gezeigt</translation>
    </message>
    <message>
        <source>%1 of this instance</source>
        <translation>%1 dieser Instanz</translation>
    </message>
</context>
<context>
    <name>fanlight::ConnectionsPage</name>
    <message>
        <source>Pause updates</source>
        <translation>Anzeige anhalten</translation>
    </message>
    <message>
        <source>Disconnect…</source>
        <translation>Trennen…</translation>
    </message>
    <message>
        <source>Export connections…</source>
        <translation>Verbindungen exportieren…</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Export connections</source>
        <translation>Verbindungen exportieren</translation>
    </message>
    <message>
        <source>%1 disconnected</source>
        <translation>%1 getrennt</translation>
    </message>
    <message>
        <source>Filter: user:1* type:like age&gt;10m</source>
        <translation>Filter: user:1* type:like age&gt;10m</translation>
    </message>
    <message>
        <source>Filter connections</source>
        <translation>Verbindungen filtern</translation>
    </message>
    <message>
        <source>All terms must hold; * stands for any text.
“!” before a term turns it round.
A bare word is looked for in user, address, agent and id.</source>
        <translation>Alle Bedingungen müssen gelten; * steht für beliebigen Text.
„!“ vor einer Bedingung kehrt sie um.
Ein bloßes Wort wird in Nutzer, Adresse, Agent und ID gesucht.</translation>
    </message>
    <message>
        <source>Keeps the rows that are shown now.</source>
        <translation>Behält die jetzt gezeigten Zeilen.</translation>
    </message>
    <message>
        <source>Ends the streams of the selected rows. The Delete key does so and lets them reconnect as usual.</source>
        <translation>Beendet die Streams der ausgewählten Zeilen. Die Entf-Taste tut das und lässt sie wie üblich neu verbinden.</translation>
    </message>
    <message>
        <source>Saves the shown rows in their order.</source>
        <translation>Speichert die gezeigten Zeilen in ihrer Reihenfolge.</translation>
    </message>
    <message>
        <source>Shows what is known of the connection that is selected, beside the table.</source>
        <translation>Zeigt neben der Tabelle, was über die ausgewählte Verbindung bekannt ist.</translation>
    </message>
    <message>
        <source>Streams stay in the table for %1 s after their end, at most %2 of them.</source>
        <translation>Streams bleiben nach ihrem Ende %1 s in der Tabelle, höchstens %2.</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Dismiss who came back</source>
        <translation>Ausblenden, wer zurückkam</translation>
    </message>
    <message>
        <source>Who came back</source>
        <translation>Wer zurückkam</translation>
    </message>
    <message>
        <source>Back is a client when a stream of the same user, from the same host and with the same user agent connects within %1 s.</source>
        <translation>Zurück ist ein Client, wenn sich binnen %1 s ein Stream desselben Nutzers vom selben Host und mit demselben User-Agent verbindet.</translation>
    </message>
    <message>
        <source>Disconnect the selected streams</source>
        <translation>Die ausgewählten Streams trennen</translation>
    </message>
    <message>
        <source>Resume updates</source>
        <translation>Anzeige fortsetzen</translation>
    </message>
    <message>
        <source>%1, “%2” is unfinished</source>
        <translation>%1, „%2“ ist unvollständig</translation>
    </message>
    <message>
        <source>The rows are those of before. Enter looks for “%1” as it is.</source>
        <translation>Die Zeilen sind die von vorher. Enter sucht nach „%1“, so wie es ist.</translation>
    </message>
    <message>
        <source>Send to user</source>
        <translation>An Nutzer senden</translation>
    </message>
    <message>
        <source>All streams of this user</source>
        <translation>Alle Streams dieses Nutzers</translation>
    </message>
    <message>
        <source>Show its streams	Enter</source>
        <translation>Seine Streams zeigen	Enter</translation>
    </message>
    <message>
        <source>Copy rows	Ctrl+C</source>
        <translation>Zeilen kopieren	Strg+C</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Copy user</source>
        <translation>Nutzer kopieren</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy curl for this user</source>
        <translation>curl für diesen Nutzer kopieren</translation>
    </message>
    <message>
        <source>Streams of another instance are ended in its own window</source>
        <translation>Streams einer anderen Instanz werden in ihrem eigenen Fenster beendet</translation>
    </message>
    <message>
        <source>not disconnected: %1</source>
        <translation>nicht getrennt: %1</translation>
    </message>
</context>
<context>
    <name>fanlight::CsvExport</name>
    <message>
        <source>Only real traffic is written, as the window shows it. Memory, files and what comes from Redis count test traffic, too.</source>
        <translation>Nur echter Verkehr wird geschrieben, so wie das Fenster ihn zeigt. Speicher, Dateien und was von Redis kommt, zählen auch Testverkehr.</translation>
    </message>
    <message>
        <source>Only test traffic is written, as the window shows it. Memory, files and what comes from Redis count real traffic, too.</source>
        <translation>Nur Testverkehr wird geschrieben, so wie das Fenster ihn zeigt. Speicher, Dateien und was von Redis kommt, zählen auch echten Verkehr.</translation>
    </message>
    <message>
        <source>Export CSV</source>
        <translation>CSV exportieren</translation>
    </message>
    <message>
        <source>The &amp;range shown: %1 to %2</source>
        <translation>Der gezeigte &amp;Bereich: %1 bis %2</translation>
    </message>
    <message>
        <source>&amp;Everything kept, since %1</source>
        <translation>&amp;Alles Aufbewahrte, seit %1</translation>
    </message>
    <message>
        <source>One row a sample, in the finest resolution kept. Unknown figures are empty cells.</source>
        <translation>Eine Zeile je Messpunkt, in der feinsten aufbewahrten Auflösung. Unbekannte Werte sind leere Zellen.</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Writing %1…</source>
        <translation>%1 wird geschrieben…</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>Nicht exportiert</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>CSV export failed: %1</source>
        <translation>CSV-Export fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>CSV export cancelled</source>
        <translation>CSV-Export abgebrochen</translation>
    </message>
    <message numerus="yes">
        <source>Exported %1 row(s) to %2</source>
        <translation>
            <numerusform>%1 Zeile nach %2 exportiert</numerusform>
            <numerusform>%1 Zeilen nach %2 exportiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::DashboardPage</name>
    <message>
        <source>%1, %2</source>
        <comment>instance, address</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>only real traffic</source>
        <translation>nur echter Verkehr</translation>
    </message>
    <message>
        <source>%1, only real traffic</source>
        <translation>%1, nur echter Verkehr</translation>
    </message>
    <message>
        <source>only test traffic</source>
        <translation>nur Testverkehr</translation>
    </message>
    <message>
        <source>%1, only test traffic</source>
        <translation>%1, nur Testverkehr</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>Zurück zu Live</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>events/s</source>
        <translation>Events/s</translation>
    </message>
    <message>
        <source>Latency p99</source>
        <translation>Latenz p99</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>KiB per client</source>
        <translation>KiB je Client</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Rückstau</translation>
    </message>
    <message>
        <source>Choose percentiles</source>
        <translation>Perzentile wählen</translation>
    </message>
    <message>
        <source>Which percentiles of latency are shown, here and in the CSV</source>
        <translation>Welche Perzentile der Latenz gezeigt werden, hier und in der CSV-Datei</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>/s</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>this instance</source>
        <translation>diese Instanz</translation>
    </message>
    <message>
        <source>all instances</source>
        <translation>alle Instanzen</translation>
    </message>
    <message>
        <source>Throughput, events/s</source>
        <translation>Durchsatz, Events/s</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>published</source>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>from Redis</source>
        <translation>von Redis</translation>
    </message>
    <message>
        <source>Latency, ms</source>
        <translation>Latenz, ms</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p90</source>
        <translation>p90</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>p99.9</source>
        <translation>p99.9</translation>
    </message>
    <message>
        <source>Memory, MiB</source>
        <translation>Speicher, MiB</translation>
    </message>
    <message>
        <source>hub RSS</source>
        <translation>Hub-RSS</translation>
    </message>
    <message>
        <source>kernel sockets</source>
        <translation>Kernel-Sockets</translation>
    </message>
    <message>
        <source>Latency %1</source>
        <comment>percentile</comment>
        <translation>Latenz %1</translation>
    </message>
    <message>
        <source>Measure…</source>
        <translation>Messen…</translation>
    </message>
    <message>
        <source>Latency, ms (publish to client)</source>
        <translation>Latenz, ms (Publish bis Client)</translation>
    </message>
    <message>
        <source>Latency, ms (publish to kernel)</source>
        <translation>Latenz, ms (Publish bis Kernel)</translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>einer Minute</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>%1, %2 reconnects</source>
        <translation>%1, %2 Wiederverbindungen</translation>
    </message>
    <message>
        <source>Streams of real clients that are open at this hub now, and how many more or fewer than a minute ago.</source>
        <translation>Streams echter Clients, die jetzt an diesem Hub offen sind, und wie viele mehr oder weniger als vor einer Minute.</translation>
    </message>
    <message>
        <source>Streams of this program&apos;s own clients that are open at this hub now, and how many more or fewer than a minute ago.</source>
        <translation>Streams der eigenen Clients dieses Programms, die jetzt an diesem Hub offen sind, und wie viele mehr oder weniger als vor einer Minute.</translation>
    </message>
    <message>
        <source>Streams that are open at this hub now, test clients among them, and how many more or fewer than a minute ago.</source>
        <translation>Streams, die jetzt an diesem Hub offen sind, darunter Testclients, und wie viele mehr oder weniger als vor einer Minute.</translation>
    </message>
    <message>
        <source>A reconnect brings the id of the last event it has seen.</source>
        <translation>Eine Wiederverbindung bringt die ID des zuletzt gesehenen Events mit.</translation>
    </message>
    <message>
        <source>%1 published/s</source>
        <translation>%1 veröffentlicht/s</translation>
    </message>
    <message>
        <source>%1, fan-out ×%2</source>
        <translation>%1, Fan-out ×%2</translation>
    </message>
    <message>
        <source>Events whose last byte was handed to the kernel, one for each client, over the last two seconds. Published is what was published over this hub.</source>
        <translation>Events, deren letztes Byte dem Kernel übergeben wurde, eines für jeden Client, über die letzten zwei Sekunden. Veröffentlicht ist, was über diesen Hub veröffentlicht wurde.</translation>
    </message>
    <message numerus="yes">
        <source>%1 notification(s)</source>
        <translation>
            <numerusform>%1 Benachrichtigung</numerusform>
            <numerusform>%1 Benachrichtigungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s)</source>
        <translation>
            <numerusform>%1 Event</numerusform>
            <numerusform>%1 Events</numerusform>
        </translation>
    </message>
    <message>
        <source>batching: %1 became %2</source>
        <comment>notifications, events</comment>
        <translation>Batches: aus %1 wurden %2</translation>
    </message>
    <message>
        <source>nothing delivered in %1</source>
        <translation>nichts zugestellt in %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>percentile, milliseconds</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>to the kernel</source>
        <translation>bis zum Kernel</translation>
    </message>
    <message>
        <source>to client ACK</source>
        <translation>bis zum ACK des Clients</translation>
    </message>
    <message>
        <source>From publish until the client&apos;s TCP acknowledged it, over the last minute. The kernel stamps a sample of the deliveries, each standing for those since the one before; the time until an event is handed to the kernel is taken of all, and no figure is below that one, since nothing is acknowledged before it is written. Up to 64 different values are exact, of more each is at most 3 % too high.</source>
        <translation>Vom Publish, bis das TCP des Clients es bestätigt hat, über die letzte Minute. Der Kernel stempelt eine Stichprobe der Zustellungen, jede steht für die seit der vorigen; die Zeit bis zur Übergabe eines Events an den Kernel wird von allen genommen, und kein Wert liegt darunter, da nichts bestätigt wird, bevor es geschrieben ist. Bis zu 64 verschiedene Werte sind exakt, von mehr ist jeder höchstens 3 % zu hoch.</translation>
    </message>
    <message>
        <source>measuring…</source>
        <translation>wird gemessen…</translation>
    </message>
    <message>
        <source>not measured; program %1</source>
        <translation>nicht gemessen; Programm %1</translation>
    </message>
    <message>
        <source>program %1, kernel %2</source>
        <translation>Programm %1, Kernel %2</translation>
    </message>
    <message>
        <source>Program is the resident memory of all of Fanlight, window and test clients included; kernel is what the sockets of all streams take beside it, from a sample of them.</source>
        <translation>Programm ist der residente Speicher von ganz Fanlight, Fenster und Testclients inbegriffen; Kernel ist, was die Sockets aller Streams daneben belegen, aus einer Stichprobe davon.</translation>
    </message>
    <message>
        <source>It could not be measured: %1</source>
        <translation>Messen war nicht möglich: %1</translation>
    </message>
    <message>
        <source>What each client adds to the resident memory of a hub, measured with %1 clients at %2 in a hub without a window.</source>
        <translation>Was jeder Client zum residenten Speicher eines Hubs hinzufügt, gemessen mit %1 Clients um %2 in einem Hub ohne Fenster.</translation>
    </message>
    <message>
        <source>The hub shares its process with this window and its test clients: what the program grows by says nothing of a client. Measure starts a hub without a window for some seconds, and looks what clients add to it.</source>
        <translation>Der Hub teilt sich seinen Prozess mit diesem Fenster und dessen Testclients: Um wie viel das Programm wächst, sagt nichts über einen Client. Messen startet für einige Sekunden einen Hub ohne Fenster und sieht nach, was Clients hinzufügen.</translation>
    </message>
    <message numerus="yes">
        <source>slow client(s)</source>
        <comment>behind a number</comment>
        <translation>
            <numerusform>langsam</numerusform>
            <numerusform>langsam</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 dropped, %2 ended as slow</source>
        <comment>events, clients</comment>
        <translation>%1 verworfen, %2 als langsam beendet</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>reason of disconnects, how many</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Disconnected since the hub started, whatever the reason: %1 (%2)</source>
        <comment>how many, by reason</comment>
        <translation>Getrennt seit dem Start des Hubs, aus welchem Grund auch immer: %1 (%2)</translation>
    </message>
    <message>
        <source>Clients whose socket takes no more just now, so that events wait in the hub. Events that were dropped, and clients that were disconnected, for a full backlog count since the hub started.</source>
        <translation>Clients, deren Socket gerade nichts mehr aufnimmt, sodass Events im Hub warten. Events, die wegen vollen Rückstaus verworfen, und Clients, die deswegen getrennt wurden, zählen seit dem Start des Hubs.</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>30 d</source>
        <translation>30 d</translation>
    </message>
</context>
<context>
    <name>fanlight::DeliveryCard</name>
    <message numerus="yes">
        <source>%1 event(s)</source>
        <translation>
            <numerusform>%1 Event</numerusform>
            <numerusform>%1 Events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 notification(s)</source>
        <translation>
            <numerusform>%1 Benachrichtigung</numerusform>
            <numerusform>%1 Benachrichtigungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 client(s)</source>
        <translation>
            <numerusform>%1 Client</numerusform>
            <numerusform>%1 Clients</numerusform>
        </translation>
    </message>
    <message>
        <source>no follower of author %1 received it</source>
        <translation>kein Follower von Autor %1 hat es empfangen</translation>
    </message>
    <message>
        <source>nobody who wants “%1” received it</source>
        <translation>niemand, der „%1“ will, hat es empfangen</translation>
    </message>
    <message>
        <source>nobody received it</source>
        <translation>niemand hat es empfangen</translation>
    </message>
    <message>
        <source>user %1 did not receive it</source>
        <translation>Nutzer %1 hat es nicht empfangen</translation>
    </message>
    <message>
        <source>none of the %1 received it</source>
        <comment>recipients</comment>
        <translation>niemand hat es empfangen (%1)</translation>
    </message>
    <message>
        <source>Not published to %1</source>
        <translation>Nicht veröffentlicht an %1</translation>
    </message>
    <message numerus="yes">
        <source>Not published to %1 user(s), the first %2</source>
        <translation>
            <numerusform>Nicht veröffentlicht an %1 Nutzer, der erste ist %2</numerusform>
            <numerusform>Nicht veröffentlicht an %1 Nutzer, der erste ist %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Among them is/are %1 test client(s).</source>
        <comment>recipients</comment>
        <translation>
            <numerusform>Darunter ist %1 Testclient.</numerusform>
            <numerusform>Darunter sind %1 Testclients.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 acknowledged</source>
        <translation>%1 von %2 bestätigt</translation>
    </message>
    <message>
        <source>%1 acknowledged</source>
        <translation>%1 bestätigt</translation>
    </message>
    <message>
        <source>%1 not yet</source>
        <translation>%1 noch nicht</translation>
    </message>
    <message>
        <source>%1 gone</source>
        <translation>%1 weg</translation>
    </message>
    <message numerus="yes">
        <source>what %1 other subscriber(s) did is unknown</source>
        <translation>
            <numerusform>was %1 anderer Abonnent tat, ist unbekannt</numerusform>
            <numerusform>was %1 andere Abonnenten taten, ist unbekannt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 notification(s) sent, nobody was connected</source>
        <translation>
            <numerusform>%1 Benachrichtigung gesendet, niemand war verbunden</numerusform>
            <numerusform>%1 Benachrichtigungen gesendet, niemand war verbunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 notification(s) sent, none was gathered into a batch</source>
        <translation>
            <numerusform>%1 Benachrichtigung gesendet, nicht in einem Batch gesammelt</numerusform>
            <numerusform>%1 Benachrichtigungen gesendet, keine wurde in einem Batch gesammelt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 for clients became %2</source>
        <comment>notifications, events</comment>
        <translation>aus %1 für Clients wurden %2</translation>
    </message>
    <message>
        <source>%1 became %2</source>
        <comment>notifications, events</comment>
        <translation>aus %1 wurden %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 became %2 for each of %3 client(s)</source>
        <comment>notifications, events, clients</comment>
        <translation>
            <numerusform>aus %1 wurden %2 für %3 Client</numerusform>
            <numerusform>aus %1 wurden %2 für jeden von %3 Clients</numerusform>
        </translation>
    </message>
    <message>
        <source>Last delivery</source>
        <translation>Letzte Zustellung</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Verfolgen</translation>
    </message>
    <message>
        <source>The way of the notification, from its publish to each client (Ctrl+L)</source>
        <translation>Der Weg der Benachrichtigung, vom Publish bis zu jedem Client (Strg+L)</translation>
    </message>
    <message>
        <source>Nothing was sent yet.</source>
        <translation>Noch wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>first</source>
        <comment>latency</comment>
        <translation>erste</translation>
    </message>
    <message>
        <source>last</source>
        <comment>latency</comment>
        <translation>letzte</translation>
    </message>
    <message>
        <source>%1, milliseconds</source>
        <comment>a latency</comment>
        <translation>%1, Millisekunden</translation>
    </message>
    <message>
        <source>Instances of the last delivery</source>
        <translation>Instanzen der letzten Zustellung</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>msg %1</source>
        <comment>its id</comment>
        <translation>msg %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 channel(s)</source>
        <translation>
            <numerusform>%1 Kanal</numerusform>
            <numerusform>%1 Kanäle</numerusform>
        </translation>
    </message>
    <message>
        <source>The hub took it; no client received it.</source>
        <translation>Der Hub hat sie angenommen; kein Client hat sie empfangen.</translation>
    </message>
    <message>
        <source>last msg %1</source>
        <comment>its id</comment>
        <translation>letzte msg %1</translation>
    </message>
    <message>
        <source>Delivery of %1</source>
        <comment>time, or date and time</comment>
        <translation>Zustellung von %1</translation>
    </message>
    <message>
        <source>Its receipt was not kept.</source>
        <translation>Ihre Quittung wurde nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a percentile, its value</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 timed, evenly spread</source>
        <translation>%1 gemessen, gleichmäßig verteilt</translation>
    </message>
    <message>
        <source>From publish until the client&apos;s TCP acknowledged it.</source>
        <translation>Vom Publish, bis das TCP des Clients es bestätigt hat.</translation>
    </message>
    <message>
        <source>last %1</source>
        <comment>a latency</comment>
        <translation>letzte %1</translation>
    </message>
    <message>
        <source>to the kernel %1</source>
        <comment>latencies</comment>
        <translation>bis zum Kernel %1</translation>
    </message>
    <message>
        <source>Not published again: its key was used within five minutes. This is what the first publish came to.</source>
        <translation>Nicht noch einmal veröffentlicht: sein Schlüssel wurde in den letzten fünf Minuten schon benutzt. Dies ist das Ergebnis der ersten Veröffentlichung.</translation>
    </message>
    <message>
        <source>published before</source>
        <translation>schon veröffentlicht</translation>
    </message>
</context>
<context>
    <name>fanlight::DeliveryView</name>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Event name</source>
        <translation>Event-Name</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Quittung</translation>
    </message>
    <message>
        <source>none, at once</source>
        <translation>keiner, sofort</translation>
    </message>
    <message>
        <source>as the hub is set</source>
        <translation>wie der Hub eingestellt ist</translation>
    </message>
    <message>
        <source>waits up to %1 ms</source>
        <translation>wartet bis zu %1 ms</translation>
    </message>
    <message>
        <source>%1, at most %2</source>
        <comment>for how long it waits, for how many</comment>
        <translation>%1, höchstens %2</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>publish until handed to the kernel</source>
        <translation>Publish bis zur Übergabe an den Kernel</translation>
    </message>
    <message>
        <source>Distribution of write latency</source>
        <translation>Verteilung der Schreiblatenz</translation>
    </message>
    <message>
        <source>Ack</source>
        <translation>ACK</translation>
    </message>
    <message>
        <source>publish until the client&apos;s TCP acknowledged</source>
        <translation>Publish bis zur Bestätigung durch das TCP des Clients</translation>
    </message>
    <message>
        <source>Distribution of ack latency</source>
        <translation>Verteilung der ACK-Latenz</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Zustellung</translation>
    </message>
    <message>
        <source>%1, how many were measured</source>
        <translation>%1, wie viele gemessen wurden</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>write or ack, a percentile</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>first</source>
        <comment>latency</comment>
        <translation>erste</translation>
    </message>
    <message>
        <source>last</source>
        <comment>latency</comment>
        <translation>letzte</translation>
    </message>
    <message>
        <source>%1 on this instance</source>
        <translation>%1 auf dieser Instanz</translation>
    </message>
    <message>
        <source>%1 on this instance, %2 of them test clients</source>
        <comment>%2 is at least 1</comment>
        <translation>%1 auf dieser Instanz, davon %2 Testclients</translation>
    </message>
    <message>
        <source>none: onmessage gets it</source>
        <translation>keiner: onmessage bekommt es</translation>
    </message>
    <message>
        <source>yes, every acknowledgement is counted</source>
        <translation>ja, jede Bestätigung wird gezählt</translation>
    </message>
    <message>
        <source>no, a sample is measured</source>
        <translation>nein, eine Stichprobe wird gemessen</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>a latency</comment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>nothing was measured</source>
        <translation>nichts wurde gemessen</translation>
    </message>
    <message>
        <source>%1 measured of %2</source>
        <translation>%1 von %2 gemessen</translation>
    </message>
</context>
<context>
    <name>fanlight::DemoClients</name>
    <message numerus="yes">
        <source>%1 test client(s) connected</source>
        <translation>
            <numerusform>%1 Testclient verbunden</numerusform>
            <numerusform>%1 Testclients verbunden</numerusform>
        </translation>
    </message>
    <message>
        <source>This hub wants a certificate of each client, and test clients have none.</source>
        <translation>Dieser Hub verlangt von jedem Client ein Zertifikat, und Testclients haben keines.</translation>
    </message>
    <message>
        <source>The hub is not listening.</source>
        <translation>Der Hub ist nicht auf Empfang.</translation>
    </message>
    <message>
        <source>the test clients did not follow: %1</source>
        <translation>die Testclients sind nicht gefolgt: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 test client(s) started</source>
        <translation>
            <numerusform>%1 Testclient gestartet</numerusform>
            <numerusform>%1 Testclients gestartet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 test client(s) removed</source>
        <translation>
            <numerusform>%1 Testclient entfernt</numerusform>
            <numerusform>%1 Testclients entfernt</numerusform>
        </translation>
    </message>
    <message>
        <source>Test clients are of this computer, for its own hub. A hub elsewhere is tried with the Load test page.</source>
        <translation>Testclients gehören zu diesem Rechner, für seinen eigenen Hub. Ein Hub anderswo wird mit der Seite Lasttest erprobt.</translation>
    </message>
</context>
<context>
    <name>fanlight::DemoDialog</name>
    <message>
        <source>Interests too: %1</source>
        <translation>Auch Interessen: %1</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Generate a demo audience</source>
        <translation>Ein Demo-Publikum erzeugen</translation>
    </message>
    <message>
        <source>0: all authors have as many followers; 1 and more: a few have most of them.</source>
        <translation>0: alle Autoren haben gleich viele Follower; 1 und mehr: wenige haben die meisten.</translation>
    </message>
    <message>
        <source>The same numbers give the same audience.</source>
        <translation>Dieselben Zahlen ergeben dasselbe Publikum.</translation>
    </message>
    <message>
        <source>Users are 1, 2, 3…, as test clients are; authors are the first of them. It is added to what is there.</source>
        <translation>Nutzer sind 1, 2, 3…, wie bei Testclients; Autoren sind die ersten davon. Es kommt zum Vorhandenen hinzu.</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Authors</source>
        <translation>Autoren</translation>
    </message>
    <message>
        <source>Followers of an author, on average</source>
        <translation>Follower eines Autors, im Mittel</translation>
    </message>
    <message>
        <source>Skew</source>
        <translation>Schiefe</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message numerus="yes">
        <source>%1 follower(s) in all: author 1 has %2, the one in the middle %3, the last %4.</source>
        <translation>
            <numerusform>%1 Follower insgesamt: Autor 1 hat %2, der mittlere %3, der letzte %4.</numerusform>
            <numerusform>%1 Follower insgesamt: Autor 1 hat %2, der mittlere %3, der letzte %4.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And about %1 interest(s).</source>
        <translation>
            <numerusform>Und etwa %1 Interesse.</numerusform>
            <numerusform>Und etwa %1 Interessen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 memberships are more than the %2 that a hub in memory keeps.</source>
        <translation>%1 Mitgliedschaften sind mehr als die %2, die ein Hub im Speicher aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>fanlight::DesktopNotifier</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>fanlight::DisconnectIntent</name>
    <message>
        <source>Reconnect as usual</source>
        <translation>Wie üblich neu verbinden</translation>
    </message>
    <message>
        <source>Do not reconnect</source>
        <translation>Nicht neu verbinden</translation>
    </message>
    <message>
        <source>As if the network broke</source>
        <translation>Als wäre das Netz abgebrochen</translation>
    </message>
    <message>
        <source>Reconnect after %1 s</source>
        <translation>Nach %1 s neu verbinden</translation>
    </message>
</context>
<context>
    <name>fanlight::DisconnectMenu</name>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Reconnect after…</source>
        <translation>Neu verbinden nach…</translation>
    </message>
    <message>
        <source>Reconnect after so many seconds:</source>
        <translation>Nach so vielen Sekunden neu verbinden:</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>Disconnect %1?</source>
        <translation>%1 trennen?</translation>
    </message>
</context>
<context>
    <name>fanlight::Doctor</name>
    <message>
        <source>the connection is closed</source>
        <translation>die Verbindung wird geschlossen</translation>
    </message>
    <message>
        <source>nothing answers there</source>
        <translation>dort antwortet nichts</translation>
    </message>
    <message>
        <source>1 event</source>
        <translation>1 Event</translation>
    </message>
    <message>
        <source>%1 events</source>
        <translation>%1 Events</translation>
    </message>
    <message>
        <source>Each of %1 came in time, though compressed without being asked for.</source>
        <translation>Von %1 kam jedes rechtzeitig, wenn auch ungefragt komprimiert.</translation>
    </message>
    <message>
        <source>%1 of %2 came in time: they are gathered to be compressed, though nobody asked for it.</source>
        <translation>%1 von %2 kamen rechtzeitig: Sie werden gesammelt, um komprimiert zu werden, obwohl niemand danach gefragt hat.</translation>
    </message>
    <message>
        <source>Leave text/event-stream uncompressed.</source>
        <translation>text/event-stream unkomprimiert lassen.</translation>
    </message>
    <message>
        <source>Have it pass on at once what it reads; the hub asks for that with X-Accel-Buffering: no.</source>
        <translation>Sofort weitergeben lassen, was gelesen wird; der Hub bittet darum mit X-Accel-Buffering: no.</translation>
    </message>
    <message>
        <source>The stream is open, but no event that is published here arrives: the address leads to another hub.</source>
        <translation>Der Stream ist offen, doch kein Event, das hier veröffentlicht wird, kommt an: Die Adresse führt zu einem anderen Hub.</translation>
    </message>
    <message>
        <source>Pass the path on to this hub at %1; hubs that share one address need one Redis (--broker redis://…).</source>
        <translation>Den Pfad an diesen Hub unter %1 weiterreichen; Hubs, die sich eine Adresse teilen, brauchen ein gemeinsames Redis (--broker redis://…).</translation>
    </message>
    <message>
        <source>Nothing arrives: neither the stream&apos;s first bytes nor %1 and %2 KiB behind them.</source>
        <translation>Nichts kommt an: weder die ersten Bytes des Streams noch %1 und %2 KiB dahinter.</translation>
    </message>
    <message>
        <source>The stream is %1 after %2, with %3 of %4 delivered.</source>
        <translation>Der Stream wird nach %2 %1, zugestellt waren %3 von %4.</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>gekappt</translation>
    </message>
    <message>
        <source>Look for a limit on the time of an answer, or of its silence; see also Idle streams.</source>
        <translation>Nach einer Grenze für die Dauer einer Antwort oder ihrer Stille suchen; siehe auch Stille Streams.</translation>
    </message>
    <message>
        <source>%1 of %2 were held back until %3 KiB more had gathered: the stream is buffered.</source>
        <translation>%1 von %2 wurden zurückgehalten, bis %3 KiB mehr beisammen waren: Der Stream wird gepuffert.</translation>
    </message>
    <message>
        <source>%1 of %2 did not arrive within %3: the stream is buffered.</source>
        <translation>%1 von %2 kamen nicht innerhalb von %3 an: Der Stream wird gepuffert.</translation>
    </message>
    <message>
        <source>%1, published %2 apart, arrived together: the stream is buffered.</source>
        <translation>%1, im Abstand von %2 veröffentlicht, kamen zusammen an: Der Stream wird gepuffert.</translation>
    </message>
    <message>
        <source>Each event arrives, but about %1 late: something waits for more to send with it.</source>
        <translation>Jedes Event kommt an, aber etwa %1 zu spät: Etwas wartet darauf, mehr mitschicken zu können.</translation>
    </message>
    <message>
        <source>%1, published %2 apart, arrived one by one, at most %3 later.</source>
        <translation>%1, im Abstand von %2 veröffentlicht, kamen einzeln an, höchstens %3 später.</translation>
    </message>
    <message>
        <source>Asked as a browser does, with Accept-Encoding: gzip, deflate, br, nothing arrives within %1: it is gathered to be compressed.</source>
        <translation>Gefragt wie von einem Browser, mit Accept-Encoding: gzip, deflate, br, kommt innerhalb von %1 nichts an: Es wird gesammelt, um komprimiert zu werden.</translation>
    </message>
    <message>
        <source>Nothing arrives in time that could be looked at; see Buffering.</source>
        <translation>Rechtzeitig kommt nichts an, was sich untersuchen ließe; siehe Pufferung.</translation>
    </message>
    <message>
        <source>Asked as a browser does, with Accept-Encoding: gzip, deflate, br, it answers %1 instead of a stream.</source>
        <translation>Gefragt wie von einem Browser, mit Accept-Encoding: gzip, deflate, br, ist die Antwort %1 statt eines Streams.</translation>
    </message>
    <message>
        <source>The stream comes uncompressed, also to a browser that would take gzip or br.</source>
        <translation>Der Stream kommt unkomprimiert, auch zu einem Browser, der gzip oder br nähme.</translation>
    </message>
    <message>
        <source>The stream is compressed with %1; each event still came in time, at a flush and a compressor&apos;s memory for every client.</source>
        <translation>Der Stream ist mit %1 komprimiert; jedes Event kam dennoch rechtzeitig, um den Preis eines Flush und des Speichers eines Kompressors je Client.</translation>
    </message>
    <message>
        <source>The stream is compressed with %1, which holds events back until there is enough to compress: %2 of %3 came in time.</source>
        <translation>Der Stream ist mit %1 komprimiert, was Events zurückhält, bis es genug zu komprimieren gibt: %2 von %3 kamen rechtzeitig.</translation>
    </message>
    <message>
        <source>Asked again with Last-Event-ID, it replayed the %1 that came after it.</source>
        <translation>Noch einmal gefragt, mit Last-Event-ID, wurden die %1 danach nachgeliefert.</translation>
    </message>
    <message>
        <source>The field Last-Event-ID does not reach the hub: with it %1 of %2 were replayed, with ?lastEventId= all of them.</source>
        <translation>Das Feld Last-Event-ID erreicht den Hub nicht: Mit ihm wurden %1 von %2 nachgeliefert, mit ?lastEventId= alle.</translation>
    </message>
    <message>
        <source>Pass it on; a browser that reconnects loses what it missed otherwise.</source>
        <translation>Es weiterreichen; sonst verliert ein Browser, der neu verbindet, was er verpasst hat.</translation>
    </message>
    <message>
        <source>The hub keeps no history, so a browser that reconnects loses what it missed.</source>
        <translation>Der Hub führt keinen Verlauf, daher verliert ein Browser, der neu verbindet, was er verpasst hat.</translation>
    </message>
    <message>
        <source>Let it keep some.</source>
        <translation>Ihn einen führen lassen.</translation>
    </message>
    <message>
        <source>A second request, with Last-Event-ID, %1.</source>
        <translation>Eine zweite Anfrage, mit Last-Event-ID, %1.</translation>
    </message>
    <message>
        <source>is answered %1</source>
        <translation>wird mit %1 beantwortet</translation>
    </message>
    <message>
        <source>is not answered in time</source>
        <translation>wird nicht rechtzeitig beantwortet</translation>
    </message>
    <message>
        <source>Look for a limit on connections or requests, and into the proxy&apos;s error log.</source>
        <translation>Nach einer Grenze für Verbindungen oder Anfragen suchen und ins Fehlerlog des Proxys sehen.</translation>
    </message>
    <message>
        <source>Asked again for what came after an event, it replayed %1 of %2, by the field and by ?lastEventId= alike.</source>
        <translation>Noch einmal nach dem gefragt, was nach einem Event kam, wurden %1 von %2 nachgeliefert, über das Feld wie über ?lastEventId=.</translation>
    </message>
    <message>
        <source>Look whether the history reaches far enough, and whether every request reaches this hub, or one behind the same Redis.</source>
        <translation>Nachsehen, ob der Verlauf weit genug reicht und ob jede Anfrage diesen Hub oder einen hinter demselben Redis erreicht.</translation>
    </message>
    <message>
        <source>No origin of pages was given.</source>
        <translation>Es wurde kein Origin der Seiten angegeben.</translation>
    </message>
    <message>
        <source>Pages of %1 are of the same origin as the stream: no CORS is needed.</source>
        <translation>Seiten von %1 haben denselben Origin wie der Stream: CORS wird nicht gebraucht.</translation>
    </message>
    <message>
        <source>Nothing arrives in time that could be looked at.</source>
        <translation>Rechtzeitig kommt nichts an, was sich untersuchen ließe.</translation>
    </message>
    <message>
        <source>Access-Control-Allow-Origin is missing: browsers keep the stream from pages of %1.</source>
        <translation>Access-Control-Allow-Origin fehlt: Browser enthalten den Seiten von %1 den Stream vor.</translation>
    </message>
    <message>
        <source>Tell the hub of that origin; if it has been told, something on the way takes the field out, or does not pass Origin on.</source>
        <translation>Dem Hub diesen Origin nennen; ist er genannt, nimmt unterwegs etwas das Feld heraus oder reicht Origin nicht weiter.</translation>
    </message>
    <message>
        <source>Access-Control-Allow-Origin is missing though the hub allows credentials: it is taken out on the way.</source>
        <translation>Access-Control-Allow-Origin fehlt, obwohl der Hub Cookies erlaubt: Es wird unterwegs herausgenommen.</translation>
    </message>
    <message>
        <source>Let it through.</source>
        <translation>Es durchlassen.</translation>
    </message>
    <message>
        <source>Access-Control-Allow-Origin comes more than once (%1), which browsers refuse.</source>
        <translation>Access-Control-Allow-Origin kommt mehr als einmal (%1), was Browser ablehnen.</translation>
    </message>
    <message>
        <source>The hub sends it; let nothing else add one.</source>
        <translation>Der Hub sendet es; nichts anderes soll eines hinzufügen.</translation>
    </message>
    <message>
        <source>Access-Control-Allow-Origin is “*”, which browsers refuse for pages that send cookies.</source>
        <translation>Access-Control-Allow-Origin ist „*“, was Browser für Seiten ablehnen, die Cookies senden.</translation>
    </message>
    <message>
        <source>It must be %1; the hub says so itself, once it is told of that origin.</source>
        <translation>Es muss %1 sein; der Hub sagt das selbst, sobald ihm dieser Origin genannt ist.</translation>
    </message>
    <message>
        <source>Access-Control-Allow-Origin is %1, not %2.</source>
        <translation>Access-Control-Allow-Origin ist %1, nicht %2.</translation>
    </message>
    <message>
        <source>It must be the page&apos;s origin to the letter; the hub says so itself, once it is told of it.</source>
        <translation>Es muss Zeichen für Zeichen der Origin der Seite sein; der Hub sagt das selbst, sobald er ihm genannt ist.</translation>
    </message>
    <message>
        <source>Access-Control-Allow-Credentials comes more than once, which browsers refuse.</source>
        <translation>Access-Control-Allow-Credentials kommt mehr als einmal, was Browser ablehnen.</translation>
    </message>
    <message>
        <source>Access-Control-Allow-Credentials is missing: browsers keep the stream from pages of %1 that send cookies.</source>
        <translation>Access-Control-Allow-Credentials fehlt: Browser enthalten Seiten von %1, die Cookies senden, den Stream vor.</translation>
    </message>
    <message>
        <source>The hub sends it as “true”; let it through, once.</source>
        <translation>Der Hub sendet es als „true“; es durchlassen, einmal.</translation>
    </message>
    <message>
        <source>Pages of %1 may read the stream, with cookies</source>
        <translation>Seiten von %1 dürfen den Stream lesen, mit Cookies</translation>
    </message>
    <message>
        <source>Pages of %1 may read the stream</source>
        <translation>Seiten von %1 dürfen den Stream lesen</translation>
    </message>
    <message>
        <source>%1; but %2, so only a plain EventSource works.</source>
        <translation>%1; aber %2, daher geht nur ein einfaches EventSource.</translation>
    </message>
    <message>
        <source>A client that sends Authorization or Last-Event-ID by itself asks first, with OPTIONS: pass that on to the hub.</source>
        <translation>Ein Client, der Authorization oder Last-Event-ID selbst sendet, fragt zuerst mit OPTIONS: das an den Hub weiterreichen.</translation>
    </message>
    <message>
        <source>a preflight request is not answered in time</source>
        <translation>eine Preflight-Anfrage wird nicht rechtzeitig beantwortet</translation>
    </message>
    <message>
        <source>a preflight request is answered %1</source>
        <translation>eine Preflight-Anfrage wird mit %1 beantwortet</translation>
    </message>
    <message>
        <source>the preflight&apos;s answer lacks Access-Control-Allow-Origin</source>
        <translation>der Antwort auf die Preflight-Anfrage fehlt Access-Control-Allow-Origin</translation>
    </message>
    <message>
        <source>the preflight&apos;s answer allows %1</source>
        <translation>die Antwort auf die Preflight-Anfrage erlaubt %1</translation>
    </message>
    <message>
        <source>the preflight&apos;s answer does not allow the field %1</source>
        <translation>die Antwort auf die Preflight-Anfrage erlaubt das Feld %1 nicht</translation>
    </message>
    <message>
        <source>%1, and preflight requests are answered.</source>
        <translation>%1, und Preflight-Anfragen werden beantwortet.</translation>
    </message>
    <message>
        <source>HTTP/2: many tabs share one connection.</source>
        <translation>HTTP/2: Viele Tabs teilen sich eine Verbindung.</translation>
    </message>
    <message>
        <source>The stream comes without chunks, as of HTTP/1.0: a client cannot tell a cut from an end.</source>
        <translation>Der Stream kommt ohne Chunks, wie bei HTTP/1.0: Ein Client kann einen Abbruch nicht von einem Ende unterscheiden.</translation>
    </message>
    <message>
        <source>Speak HTTP/1.1 or 2 all the way.</source>
        <translation>Auf dem ganzen Weg HTTP/1.1 oder 2 sprechen.</translation>
    </message>
    <message>
        <source>HTTP/1.1, though over TLS: a browser opens six connections to a host, over all tabs, and each stream takes one.</source>
        <translation>HTTP/1.1, wenn auch über TLS: Ein Browser öffnet sechs Verbindungen zu einem Host, über alle Tabs, und jeder Stream belegt eine.</translation>
    </message>
    <message>
        <source>HTTP/1.1, without TLS: a browser opens six connections to a host, over all tabs, and each stream takes one.</source>
        <translation>HTTP/1.1, ohne TLS: Ein Browser öffnet sechs Verbindungen zu einem Host, über alle Tabs, und jeder Stream belegt eine.</translation>
    </message>
    <message>
        <source>Switch HTTP/2 on.</source>
        <translation>HTTP/2 einschalten.</translation>
    </message>
    <message>
        <source>Put TLS and HTTP/2 in front; browsers speak HTTP/2 over TLS only.</source>
        <translation>TLS und HTTP/2 davorsetzen; Browser sprechen HTTP/2 nur über TLS.</translation>
    </message>
    <message>
        <source>After %1 of silence the stream looks open, but what is sent no longer arrives: it was dropped without a word.</source>
        <translation>Nach %1 Stille sieht der Stream offen aus, doch was gesendet wird, kommt nicht mehr an: Er wurde wortlos fallen gelassen.</translation>
    </message>
    <message>
        <source>Set the hub&apos;s heartbeat well below that, so that the way stays known.</source>
        <translation>Den Heartbeat des Hubs deutlich darunter einstellen, damit der Weg bekannt bleibt.</translation>
    </message>
    <message>
        <source>The stream stayed open for %1, beside heartbeats and what else the hub sent; its longest silence was %2.</source>
        <translation>Der Stream blieb %1 lang offen, neben Heartbeats und was der Hub sonst sandte; am längsten still war er %2.</translation>
    </message>
    <message>
        <source>A silent stream was not cut within %1, and still carried an event afterwards.</source>
        <translation>Ein stiller Stream wurde innerhalb von %1 nicht gekappt und trug danach noch ein Event.</translation>
    </message>
    <message>
        <source>The stream lived for %1, until the hub&apos;s own lifetime of %2 was over.</source>
        <translation>Der Stream lebte %1, bis die Lebensdauer des Hubs von %2 um war.</translation>
    </message>
    <message>
        <source>A silent stream is %1 after %2, and the hub&apos;s heartbeat is off.</source>
        <translation>Ein stiller Stream wird nach %2 %1, und der Heartbeat des Hubs ist aus.</translation>
    </message>
    <message>
        <source>Switch the heartbeat on, below that, or let silence last longer.</source>
        <translation>Den Heartbeat einschalten, kürzer als das, oder längere Stille zulassen.</translation>
    </message>
    <message>
        <source>The stream is %1 after %2, the last %3 of them silent, with a heartbeat set to %4.</source>
        <translation>Der Stream wird nach %2 %1, die letzten %3 davon still, bei einem Heartbeat von %4.</translation>
    </message>
    <message>
        <source>Let silence last longer than the heartbeat, or set the heartbeat lower; if it was not silence, look for a limit on the time of a whole answer.</source>
        <translation>Längere Stille zulassen als den Heartbeat, oder den Heartbeat kürzer einstellen; war es nicht die Stille, nach einer Grenze für die Dauer einer ganzen Antwort suchen.</translation>
    </message>
    <message>
        <source>A silent stream is %1 after %2, before the hub&apos;s heartbeat of %3 keeps it open.</source>
        <translation>Ein stiller Stream wird nach %2 %1, bevor der Heartbeat des Hubs von %3 ihn offen hält.</translation>
    </message>
    <message>
        <source>Set the hub&apos;s heartbeat below that, or let silence last longer.</source>
        <translation>Den Heartbeat des Hubs kürzer einstellen oder längere Stille zulassen.</translation>
    </message>
    <message>
        <source>A silent stream is %1 after %2; the hub&apos;s heartbeat of %3 keeps it open, with little to spare.</source>
        <translation>Ein stiller Stream wird nach %2 %1; der Heartbeat des Hubs von %3 hält ihn offen, aber knapp.</translation>
    </message>
    <message>
        <source>Let silence last longer, or set the heartbeat lower.</source>
        <translation>Längere Stille zulassen oder den Heartbeat kürzer einstellen.</translation>
    </message>
    <message>
        <source>A silent stream is %1 after %2; the hub&apos;s heartbeat every %3 keeps it open.</source>
        <translation>Ein stiller Stream wird nach %2 %1; der Heartbeat des Hubs alle %3 hält ihn offen.</translation>
    </message>
    <message>
        <source>There is no address to look at.</source>
        <translation>Es gibt keine Adresse zu untersuchen.</translation>
    </message>
    <message>
        <source>“%1” is no origin of pages.</source>
        <translation>„%1“ ist kein Origin von Seiten.</translation>
    </message>
    <message>
        <source>Give it as scheme, name and port: https://app.example.</source>
        <translation>Ihn als Schema, Name und Port angeben: https://app.example.</translation>
    </message>
    <message>
        <source>Opening a stream…</source>
        <translation>Ein Stream wird geöffnet…</translation>
    </message>
    <message>
        <source>Comes next.</source>
        <translation>Kommt als Nächstes.</translation>
    </message>
    <message>
        <source>There is no stream to look at.</source>
        <translation>Es gibt keinen Stream zu untersuchen.</translation>
    </message>
    <message>
        <source>No answer yet…</source>
        <translation>Noch keine Antwort…</translation>
    </message>
    <message>
        <source>Publishing %1 events, %2 apart…</source>
        <translation>%1 Events werden veröffentlicht, im Abstand von %2…</translation>
    </message>
    <message>
        <source>Reading the same as a browser does…</source>
        <translation>Dasselbe wird wie von einem Browser gelesen…</translation>
    </message>
    <message>
        <source>This hub takes no event: %1</source>
        <translation>Dieser Hub nimmt kein Event an: %1</translation>
    </message>
    <message>
        <source>This hub takes no event.</source>
        <translation>Dieser Hub nimmt kein Event an.</translation>
    </message>
    <message>
        <source>Nothing came; publishing up to %1 KiB on top…</source>
        <translation>Nichts kam; bis zu %1 KiB werden obendrauf veröffentlicht…</translation>
    </message>
    <message>
        <source>What is held back cannot be told from what was not replayed; see Buffering.</source>
        <translation>Was zurückgehalten wird, lässt sich nicht von dem unterscheiden, was nicht nachgeliefert wurde; siehe Pufferung.</translation>
    </message>
    <message>
        <source>No event of this hub arrives; see Buffering.</source>
        <translation>Kein Event dieses Hubs kommt an; siehe Pufferung.</translation>
    </message>
    <message>
        <source>Asking again, with Last-Event-ID…</source>
        <translation>Noch einmal wird gefragt, mit Last-Event-ID…</translation>
    </message>
    <message>
        <source>It ends at the certificate, before a stream is asked for; see Certificate.</source>
        <translation>Es endet am Zertifikat, bevor nach einem Stream gefragt wird; siehe Zertifikat.</translation>
    </message>
    <message>
        <source>Not watched, as asked for.</source>
        <translation>Nicht beobachtet, wie gewünscht.</translation>
    </message>
    <message>
        <source>No stream opens in time to be watched.</source>
        <translation>Kein Stream öffnet sich rechtzeitig, um beobachtet zu werden.</translation>
    </message>
    <message>
        <source>Still open; publishing an event…</source>
        <translation>Noch offen; ein Event wird veröffentlicht…</translation>
    </message>
    <message>
        <source>Silent for %1 s of %2, and still open…</source>
        <translation>Still seit %1 s von %2 und noch offen…</translation>
    </message>
    <message>
        <source>Open for %1 s of %2, beside what the hub sends…</source>
        <translation>Offen seit %1 s von %2, neben dem, was der Hub sendet…</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>no name at all</source>
        <translation>gar keinen Namen</translation>
    </message>
    <message>
        <source>The address begins with http://, so there is no certificate to look at.</source>
        <translation>Die Adresse beginnt mit http://, also gibt es kein Zertifikat zu untersuchen.</translation>
    </message>
    <message>
        <source>Without TLS whoever is on the way reads tokens, cookies and events.</source>
        <translation>Ohne TLS liest, wer auf dem Weg sitzt, Tokens, Cookies und Events mit.</translation>
    </message>
    <message>
        <source>Put TLS in front, or give the hub a certificate, and give browsers the address with https://.</source>
        <translation>TLS davorsetzen oder dem Hub ein Zertifikat geben, und Browsern die Adresse mit https:// nennen.</translation>
    </message>
    <message>
        <source>It was not looked at in time.</source>
        <translation>Es wurde nicht rechtzeitig untersucht.</translation>
    </message>
    <message>
        <source>No TLS comes about: %1.</source>
        <translation>TLS kommt nicht zustande: %1.</translation>
    </message>
    <message>
        <source>The certificate is not for %1: it is for %2.</source>
        <translation>Das Zertifikat gilt nicht für %1, sondern für %2.</translation>
    </message>
    <message>
        <source>Get one that has this name among its subjectAltNames, or give browsers a name that it has.</source>
        <translation>Eines besorgen, das diesen Namen unter seinen subjectAltNames hat, oder Browsern einen Namen nennen, den es hat.</translation>
    </message>
    <message>
        <source>The certificate ran out on %1, and browsers refuse it.</source>
        <translation>Das Zertifikat ist am %1 abgelaufen, und Browser lehnen es ab.</translation>
    </message>
    <message>
        <source>Renew it, and have the proxy (or, with SIGHUP, the hub) read it anew.</source>
        <translation>Es erneuern und vom Proxy (oder, mit SIGHUP, vom Hub) neu lesen lassen.</translation>
    </message>
    <message>
        <source>The certificate is good from %1 only.</source>
        <translation>Das Zertifikat gilt erst ab %1.</translation>
    </message>
    <message>
        <source>Look at the clocks of this machine and of who made it.</source>
        <translation>Die Uhren dieses Rechners und dessen vergleichen, der es ausgestellt hat.</translation>
    </message>
    <message>
        <source>The certificate is signed by nobody but itself; browsers refuse it.</source>
        <translation>Das Zertifikat ist nur von sich selbst signiert; Browser lehnen es ab.</translation>
    </message>
    <message>
        <source>Take one of an authority that browsers know; for one of your own, trust it while you try.</source>
        <translation>Eines von einer Zertifizierungsstelle nehmen, die Browser kennen; einem eigenen beim Ausprobieren vertrauen.</translation>
    </message>
    <message>
        <source>The certificate comes alone, without those between it and its authority, %1 (%2): some clients refuse it.</source>
        <translation>Das Zertifikat kommt allein, ohne die zwischen ihm und seiner Zertifizierungsstelle, %1 (%2): Manche Clients lehnen es ab.</translation>
    </message>
    <message>
        <source>Send the whole chain; for an authority of your own, trust it while you try.</source>
        <translation>Die ganze Kette senden; einer eigenen Zertifizierungsstelle beim Ausprobieren vertrauen.</translation>
    </message>
    <message>
        <source>The certificate leads to nobody this machine knows, %1: %2.</source>
        <translation>Das Zertifikat führt zu niemandem, den dieser Rechner kennt, %1: %2.</translation>
    </message>
    <message>
        <source>For %1, by %2, until %3; %4</source>
        <translation>Für %1, von %2, bis %3; %4</translation>
    </message>
    <message>
        <source>%1. It runs out in %2 days.</source>
        <translation>%1. Es läuft in %2 Tagen ab.</translation>
    </message>
    <message>
        <source>Look whether it is renewed by itself.</source>
        <translation>Nachsehen, ob es sich von selbst erneuert.</translation>
    </message>
    <message>
        <source>%1. TLS 1.1 or older is taken, too.</source>
        <translation>%1. TLS 1.1 oder älter wird auch angenommen.</translation>
    </message>
    <message>
        <source>Take TLS 1.2 and 1.3 only: browsers do not need the others.</source>
        <translation>Nur TLS 1.2 und 1.3 annehmen: Browser brauchen die anderen nicht.</translation>
    </message>
    <message>
        <source>%1. TLS 1.1 and older are not taken.</source>
        <translation>%1. TLS 1.1 und älter werden nicht angenommen.</translation>
    </message>
    <message>
        <source>No proof is asked for: whoever reaches this address reads any user&apos;s stream, as on a developer&apos;s machine.</source>
        <translation>Kein Nachweis wird verlangt: Wer diese Adresse erreicht, liest jeden Stream, wie auf dem Rechner eines Entwicklers.</translation>
    </message>
    <message>
        <source>No proof is asked for: whoever reaches this address reads any user&apos;s stream.</source>
        <translation>Kein Nachweis wird verlangt: Wer diese Adresse erreicht, liest den Stream jedes Nutzers.</translation>
    </message>
    <message>
        <source>Let the hub know its readers (docs/access.md), unless it is meant for everybody.</source>
        <translation>Den Hub seine Leser kennen lassen (docs/access.md), wenn er nicht für alle gedacht ist.</translation>
    </message>
    <message>
        <source>The hub itself does not say who it wants to know (%1).</source>
        <translation>Der Hub selbst sagt nicht, wen er kennen will (%1).</translation>
    </message>
    <message>
        <source>The streams of this examination show the token that was given.</source>
        <translation>Die Streams dieser Untersuchung zeigen das Token, das angegeben wurde.</translation>
    </message>
    <message>
        <source>What carries a proof is not answered in time.</source>
        <translation>Was einen Nachweis trägt, wird nicht rechtzeitig beantwortet.</translation>
    </message>
    <message>
        <source>Cookies do not reach the hub, though Authorization does: an EventSource has no other way to say who reads.</source>
        <translation>Cookies erreichen den Hub nicht, Authorization schon: Ein EventSource kann anders nicht sagen, wer liest.</translation>
    </message>
    <message>
        <source>Neither cookies nor Authorization reach the hub: a page cannot say who reads.</source>
        <translation>Weder Cookies noch Authorization erreichen den Hub: Eine Seite kann nicht sagen, wer liest.</translation>
    </message>
    <message>
        <source>Let Cookie through to the hub.</source>
        <translation>Cookie zum Hub durchlassen.</translation>
    </message>
    <message>
        <source>Cookies reach the hub, Authorization does not: programs that send a token by themselves are turned away.</source>
        <translation>Cookies erreichen den Hub, Authorization nicht: Programme, die ein Token selbst senden, werden abgewiesen.</translation>
    </message>
    <message>
        <source>Let Authorization through to the hub.</source>
        <translation>Authorization zum Hub durchlassen.</translation>
    </message>
    <message>
        <source>Who asks without a proof is told why (401: %1); cookies and Authorization reach the hub.%2</source>
        <translation>Wer ohne Nachweis fragt, erfährt, warum (401: %1); Cookies und Authorization erreichen den Hub.%2</translation>
    </message>
    <message>
        <source>The hub does not say whom it has at the stream.</source>
        <translation>Der Hub sagt nicht, wen er am Stream hat.</translation>
    </message>
    <message>
        <source>The hub believes what a client writes of its own address: it has %1 for this one, which said so itself.</source>
        <translation>Der Hub glaubt, was ein Client über die eigene Adresse schreibt: Für diesen hier hat er %1, was der selbst gesagt hat.</translation>
    </message>
    <message>
        <source>Let the proxy write X-Forwarded-For anew, or add to it, and name none but proxies by --trusted-proxy.</source>
        <translation>Den Proxy X-Forwarded-For neu schreiben oder ergänzen lassen, und mit --trusted-proxy nur Proxys nennen.</translation>
    </message>
    <message>
        <source>What the proxy says of a client&apos;s address is believed.</source>
        <translation>Was der Proxy über die Adresse eines Clients sagt, wird geglaubt.</translation>
    </message>
    <message>
        <source>What comes from this machine is believed when it names another client, as a proxy here would.</source>
        <translation>Was von diesem Rechner kommt, wird geglaubt, wenn es einen anderen Client nennt, wie ein Proxy hier es täte.</translation>
    </message>
    <message>
        <source>No proxy shows itself; the hub has this client at %1.</source>
        <translation>Kein Proxy zeigt sich; der Hub hat diesen Client unter %1.</translation>
    </message>
    <message>
        <source>The proxy at %1 is trusted, but says no client&apos;s address: all clients are it.</source>
        <translation>Dem Proxy unter %1 wird vertraut, doch er nennt keine Adresse eines Clients: Alle Clients sind er.</translation>
    </message>
    <message>
        <source>Let it send X-Forwarded-For, Forwarded or the PROXY protocol.</source>
        <translation>Ihn X-Forwarded-For, Forwarded oder das PROXY-Protokoll senden lassen.</translation>
    </message>
    <message>
        <source>The proxy&apos;s own word counts, not the client&apos;s: it has this one at %1.</source>
        <translation>Das Wort des Proxys zählt, nicht das des Clients: Diesen hier hat er unter %1.</translation>
    </message>
    <message>
        <source>Behind the proxy every client is %1: table, log and limits cannot tell them apart.</source>
        <translation>Hinter dem Proxy ist jeder Client %1: Tabelle, Log und Grenzen können sie nicht unterscheiden.</translation>
    </message>
    <message>
        <source>Tell the hub whom to believe, and let the proxy say for whom it asks.</source>
        <translation>Dem Hub sagen, wem er glauben soll, und den Proxy sagen lassen, für wen er fragt.</translation>
    </message>
    <message>
        <source>The hub has this client at %1, not at what it said of itself.</source>
        <translation>Der Hub hat diesen Client unter %1, nicht unter dem, was er von sich sagte.</translation>
    </message>
    <message>
        <source>Give the address under which browsers reach the hub.</source>
        <translation>Die Adresse angeben, unter der Browser den Hub erreichen.</translation>
    </message>
    <message>
        <source>“%1” is not an address; use one like https://app.example/api/notifications.</source>
        <translation>„%1“ ist keine Adresse; gebraucht wird eine wie https://app.example/api/notifications.</translation>
    </message>
    <message>
        <source>The client certificate above is not taken: it must be signed by an authority that the server trusts for its clients (of a Fanlight hub: --tls-client-ca), and not have run out</source>
        <translation>Das Clientzertifikat oben wird nicht angenommen: Es muss von einer Zertifizierungsstelle signiert sein, der der Server für seine Clients vertraut (bei einem Fanlight-Hub: --tls-client-ca), und darf nicht abgelaufen sein</translation>
    </message>
    <message>
        <source>Clients are asked for a certificate: name one above</source>
        <translation>Von Clients wird ein Zertifikat verlangt: oben eines angeben</translation>
    </message>
    <message>
        <source>%1 ends TLS: %2</source>
        <translation>%1 beendet TLS: %2</translation>
    </message>
    <message>
        <source>The name %1 is not known: it has no address.</source>
        <translation>Der Name %1 ist nicht bekannt: Er hat keine Adresse.</translation>
    </message>
    <message>
        <source>Look for a slip in the name, and for its DNS record.</source>
        <translation>Nach einem Tippfehler im Namen und nach seinem DNS-Eintrag sehen.</translation>
    </message>
    <message>
        <source>Nothing listens at %1: the connection is refused.</source>
        <translation>An %1 lauscht nichts: Die Verbindung wird abgelehnt.</translation>
    </message>
    <message>
        <source>Start the proxy, or look at the port it listens on and at the firewall.</source>
        <translation>Den Proxy starten oder nach seinem Port und der Firewall sehen.</translation>
    </message>
    <message>
        <source>Browsers will not trust the certificate of %1: %2.</source>
        <translation>Browser werden dem Zertifikat von %1 nicht vertrauen: %2.</translation>
    </message>
    <message>
        <source>Install a certificate for this name with its whole chain; for one of your own, trust it here while you try.</source>
        <translation>Ein Zertifikat für diesen Namen mit seiner ganzen Kette einrichten; einem eigenen hier beim Ausprobieren vertrauen.</translation>
    </message>
    <message>
        <source>%1 does not speak TLS.</source>
        <translation>%1 spricht kein TLS.</translation>
    </message>
    <message>
        <source>Let it (a certificate, and TLS on this port), or give the address with http://.</source>
        <translation>Es sprechen lassen (ein Zertifikat, und TLS auf diesem Port) oder die Adresse mit http:// angeben.</translation>
    </message>
    <message>
        <source>TLS with %1 does not come about: %2</source>
        <translation>TLS mit %1 kommt nicht zustande: %2</translation>
    </message>
    <message>
        <source>Look whether this port speaks TLS at all; if it does not, the address begins with http://.</source>
        <translation>Nachsehen, ob dieser Port überhaupt TLS spricht; wenn nicht, beginnt die Adresse mit http://.</translation>
    </message>
    <message>
        <source>%1 takes the connection and closes it without an answer.</source>
        <translation>%1 nimmt die Verbindung an und schließt sie ohne Antwort.</translation>
    </message>
    <message>
        <source>Look whether this port wants https://, and into the proxy&apos;s error log.</source>
        <translation>Nachsehen, ob dieser Port https:// will, und ins Fehlerlog des Proxys.</translation>
    </message>
    <message>
        <source>Look into the proxy&apos;s error log.</source>
        <translation>Ins Fehlerlog des Proxys sehen.</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Look at the address and into the proxy&apos;s error log.</source>
        <translation>Nach der Adresse und ins Fehlerlog des Proxys sehen.</translation>
    </message>
    <message>
        <source>%1 does not answer within %2.</source>
        <translation>%1 antwortet nicht innerhalb von %2.</translation>
    </message>
    <message>
        <source>Look whether the proxy reaches the hub at %1 (its error log), and whether a firewall drops what is sent.</source>
        <translation>Nachsehen, ob der Proxy den Hub unter %1 erreicht (sein Fehlerlog) und ob eine Firewall verwirft, was gesendet wird.</translation>
    </message>
    <message>
        <source>what stands in front</source>
        <translation>dem, was davorsteht</translation>
    </message>
    <message>
        <source>Answered %1: the same place over %2, %3</source>
        <translation>Antwort %1: dieselbe Stelle über %2, %3</translation>
    </message>
    <message>
        <source>Give browsers, and this doctor, that address: each redirect costs every reconnect a round trip.</source>
        <translation>Browsern und diesem Doktor jene Adresse geben: Jede Weiterleitung kostet jede Wiederverbindung einen Umlauf.</translation>
    </message>
    <message>
        <source>Answered %1: it sends on to %2</source>
        <translation>Antwort %1: Es geht weiter zu %2</translation>
    </message>
    <message>
        <source>If that is a sign-in page, let the hub&apos;s path past it; otherwise give browsers, and this doctor, that address.</source>
        <translation>Ist das eine Anmeldeseite, den Pfad des Hubs an ihr vorbeilassen; sonst Browsern und diesem Doktor jene Adresse geben.</translation>
    </message>
    <message>
        <source>Answered 204: a browser takes that as the end and never comes back.</source>
        <translation>Antwort 204: Ein Browser nimmt das als Ende und kommt nie wieder.</translation>
    </message>
    <message>
        <source>Pass the path on to the hub at %1.</source>
        <translation>Den Pfad an den Hub unter %1 weiterreichen.</translation>
    </message>
    <message>
        <source>The hub is spoken to in the PROXY protocol, which it does not take from there: %1</source>
        <translation>Der Hub wird im PROXY-Protokoll angesprochen, das er von dort nicht annimmt: %1</translation>
    </message>
    <message>
        <source>Take it out of the proxy, or tell the hub to believe that proxy.</source>
        <translation>Es aus dem Proxy nehmen oder dem Hub sagen, dass er diesem Proxy glauben soll.</translation>
    </message>
    <message>
        <source>The hub wants to know who reads: %1</source>
        <translation>Der Hub will wissen, wer liest: %1</translation>
    </message>
    <message>
        <source>Give this examination a token that opens streams; pages show theirs as the cookie fanlight_token, or open the stream by a ticket.</source>
        <translation>Dieser Untersuchung ein Token geben, das Streams öffnet; Seiten zeigen ihres als Cookie fanlight_token oder öffnen den Stream mit einem Ticket.</translation>
    </message>
    <message>
        <source>Look at the token that was given, claim by claim: POST /api/tokens/check.</source>
        <translation>Das angegebene Token ansehen, Claim für Claim: POST /api/tokens/check.</translation>
    </message>
    <message>
        <source>Answered 401 by %1: it wants to know who asks.</source>
        <translation>Antwort 401 von %1: Dort will man wissen, wer fragt.</translation>
    </message>
    <message>
        <source>An EventSource sends cookies but no Authorization field: let the proxy take a cookie for this path, or none.</source>
        <translation>Ein EventSource sendet Cookies, aber kein Feld Authorization: den Proxy für diesen Pfad ein Cookie annehmen lassen, oder nichts verlangen.</translation>
    </message>
    <message>
        <source>The hub refuses the name it is asked for by: %1</source>
        <translation>Der Hub lehnt den Namen ab, unter dem nach ihm gefragt wird: %1</translation>
    </message>
    <message>
        <source>Let the hub go by that name, or let the proxy ask for it by the address it listens on.</source>
        <translation>Den Hub diesen Namen tragen lassen, oder den Proxy unter der Adresse nach ihm fragen lassen, auf der er lauscht.</translation>
    </message>
    <message>
        <source>The hub refuses pages of %1: it has not been told of that origin.</source>
        <translation>Der Hub lehnt Seiten von %1 ab: Dieser Origin ist ihm nicht genannt.</translation>
    </message>
    <message>
        <source>Start the hub with --cors-origin %1.</source>
        <translation>Den Hub mit --cors-origin %1 starten.</translation>
    </message>
    <message>
        <source>Answered 403 by %1: it refuses this path.</source>
        <translation>Antwort 403 von %1: Dieser Pfad wird abgelehnt.</translation>
    </message>
    <message>
        <source>Look for a rule (allow, deny, a firewall for web applications) that covers it.</source>
        <translation>Nach einer Regel (allow, deny, eine Firewall für Webanwendungen) suchen, die ihn trifft.</translation>
    </message>
    <message>
        <source>The hub is reached, but at another path: %1.</source>
        <translation>Der Hub wird erreicht, aber unter einem anderen Pfad: %1.</translation>
    </message>
    <message>
        <source>The path must reach the hub as /api/notifications.</source>
        <translation>Der Pfad muss den Hub als /api/notifications erreichen.</translation>
    </message>
    <message>
        <source>Answered 404 by %1: the path does not reach the hub.</source>
        <translation>Antwort 404 von %1: Der Pfad erreicht den Hub nicht.</translation>
    </message>
    <message>
        <source>Pass /api/notifications on to the hub at %1.</source>
        <translation>/api/notifications an den Hub unter %1 weiterreichen.</translation>
    </message>
    <message>
        <source>Answered 405: GET is not allowed at this path.</source>
        <translation>Antwort 405: GET ist unter diesem Pfad nicht erlaubt.</translation>
    </message>
    <message>
        <source>Look for a rule on methods, and whether the path reaches the hub as /api/notifications.</source>
        <translation>Nach einer Regel für Methoden suchen, und ob der Pfad den Hub als /api/notifications erreicht.</translation>
    </message>
    <message>
        <source>Answered 429: too many requests, and a browser gives up for good then.</source>
        <translation>Antwort 429: zu viele Anfragen, und ein Browser gibt dann für immer auf.</translation>
    </message>
    <message>
        <source>Take the hub&apos;s path out of the rate limit, or raise it for reconnects.</source>
        <translation>Den Pfad des Hubs aus der Ratenbegrenzung nehmen oder sie für Wiederverbindungen anheben.</translation>
    </message>
    <message>
        <source>Answered %1 by %2: it does not reach the hub, and a browser gives up for good then.</source>
        <translation>Antwort %1 von %2: Der Hub wird nicht erreicht, und ein Browser gibt dann für immer auf.</translation>
    </message>
    <message>
        <source>Look whether the hub runs, and whether %1 reaches it where it listens: %2.</source>
        <translation>Nachsehen, ob der Hub läuft und ob er von %1 aus dort erreichbar ist, wo er lauscht: %2.</translation>
    </message>
    <message>
        <source>Answered %1 by %2: the hub did not answer it in time.</source>
        <translation>Antwort %1 von %2: Der Hub antwortete nicht rechtzeitig.</translation>
    </message>
    <message>
        <source>Look whether it reaches the hub at %1, or asks something else there.</source>
        <translation>Nachsehen, ob dort der Hub unter %1 gefragt wird oder etwas anderes.</translation>
    </message>
    <message>
        <source>and a page of HTML</source>
        <translation>und einer HTML-Seite</translation>
    </message>
    <message>
        <source>Answered %1 by %2%3.</source>
        <translation>Antwort %1 von %2%3.</translation>
    </message>
    <message>
        <source>A stream begins with 200; look into the error log of what stands in front.</source>
        <translation>Ein Stream beginnt mit 200; ins Fehlerlog dessen sehen, was davorsteht.</translation>
    </message>
    <message>
        <source>Answered 200 with a page of HTML, not an event stream.</source>
        <translation>Antwort 200 mit einer HTML-Seite, kein Event-Stream.</translation>
    </message>
    <message>
        <source>A single-page app&apos;s fallback or a sign-in page answers this path: pass /api/notifications on to the hub at %1.</source>
        <translation>Die Ersatzseite einer Single-Page-App oder eine Anmeldeseite beantwortet diesen Pfad: /api/notifications an den Hub unter %1 weiterreichen.</translation>
    </message>
    <message>
        <source>Answered 200 as “%1”, not as text/event-stream; browsers refuse that.</source>
        <translation>Antwort 200 als „%1“, nicht als text/event-stream; das lehnen Browser ab.</translation>
    </message>
    <message>
        <source>Pass the path on to the hub at %1, and leave its Content-Type alone.</source>
        <translation>Den Pfad an den Hub unter %1 weiterreichen und seinen Content-Type in Ruhe lassen.</translation>
    </message>
    <message>
        <source>The stream begins and ends at once: %1.</source>
        <translation>Der Stream beginnt und endet sofort: %1.</translation>
    </message>
    <message>
        <source>the hub is full</source>
        <translation>der Hub ist voll</translation>
    </message>
    <message>
        <source>nothing in it says why</source>
        <translation>nichts darin sagt, warum</translation>
    </message>
    <message>
        <source>Look at the hub&apos;s connection cap and descriptors, and at the proxy&apos;s error log.</source>
        <translation>Nach Verbindungsgrenze und Deskriptoren des Hubs und ins Fehlerlog des Proxys sehen.</translation>
    </message>
    <message>
        <source>Answered 200 text/event-stream, though only once %1 KiB had gathered.</source>
        <translation>Antwort 200 text/event-stream, aber erst, als %1 KiB beisammen waren.</translation>
    </message>
    <message>
        <source>Answered 200 text/event-stream after %1.</source>
        <translation>Antwort 200 text/event-stream nach %1.</translation>
    </message>
    <message>
        <source>Answered 200 text/event-stream after %1, as the hub&apos;s connection %2.</source>
        <translation>Antwort 200 text/event-stream nach %1, als Verbindung %2 des Hubs.</translation>
    </message>
    <message>
        <source>Reachable</source>
        <translation>Erreichbar</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Cookies and tokens</source>
        <translation>Cookies und Tokens</translation>
    </message>
    <message>
        <source>Clients&apos; addresses</source>
        <translation>Adressen der Clients</translation>
    </message>
    <message>
        <source>Buffering</source>
        <translation>Pufferung</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>Kompression</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Wiederaufnahme</translation>
    </message>
    <message>
        <source>CORS and credentials</source>
        <translation>CORS und Cookies</translation>
    </message>
    <message>
        <source>HTTP version</source>
        <translation>HTTP-Version</translation>
    </message>
    <message>
        <source>Idle streams</source>
        <translation>Stille Streams</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>advice</source>
        <translation>Rat</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>nicht versucht</translation>
    </message>
    <message>
        <source>Setup doctor</source>
        <translation>Setup-Doktor</translation>
    </message>
    <message>
        <source>Address: %1</source>
        <translation>Adresse: %1</translation>
    </message>
    <message>
        <source>Pages: %1, with cookies</source>
        <translation>Seiten: %1, mit Cookies</translation>
    </message>
    <message>
        <source>Pages: %1</source>
        <translation>Seiten: %1</translation>
    </message>
    <message>
        <source>Any certificate was trusted.</source>
        <translation>Jedem Zertifikat wurde vertraut.</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1.%2 s</source>
        <translation>%1.%2 s</translation>
    </message>
</context>
<context>
    <name>fanlight::DoctorPage</name>
    <message numerus="yes">
        <source>%n thing(s) to change</source>
        <translation>
            <numerusform>%n Punkt zu ändern</numerusform>
            <numerusform>%n Punkte zu ändern</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to consider</source>
        <translation>%1 zu bedenken</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to consider</source>
        <translation>
            <numerusform>%n Punkt zu bedenken</numerusform>
            <numerusform>%n Punkte zu bedenken</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 not tried</source>
        <translation>%1 nicht versucht</translation>
    </message>
    <message>
        <source>Examining…</source>
        <translation>Wird untersucht…</translation>
    </message>
    <message>
        <source>Examining… %1 so far</source>
        <translation>Wird untersucht… bisher %1</translation>
    </message>
    <message>
        <source>All is as it should be</source>
        <translation>Alles ist, wie es sein soll</translation>
    </message>
    <message>
        <source>Pages send coo&amp;kies</source>
        <translation>Seiten senden Coo&amp;kies</translation>
    </message>
    <message>
        <source>&amp;Trust any certificate</source>
        <translation>Jedem Zertifikat &amp;vertrauen</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>75 s</source>
        <translation>75 s</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>&amp;Copy report</source>
        <translation>Bericht &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Save report…</source>
        <translation>Bericht &amp;speichern…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Den Bericht speichern</translation>
    </message>
    <message>
        <source>report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Cancel the examination</source>
        <translation>Die Untersuchung abbrechen</translation>
    </message>
    <message>
        <source>report of the setup doctor copied</source>
        <translation>Bericht des Setup-Doktors kopiert</translation>
    </message>
    <message>
        <source>Address of the hub</source>
        <translation>Adresse des Hubs</translation>
    </message>
    <message>
        <source>Origin of the pages</source>
        <translation>Origin der Seiten</translation>
    </message>
    <message>
        <source>Scheme, name and port of the pages that read the stream; empty: CORS is not looked at</source>
        <translation>Schema, Name und Port der Seiten, die den Stream lesen; leer: CORS wird nicht untersucht</translation>
    </message>
    <message>
        <source>As new EventSource(url, {withCredentials: true}) does</source>
        <translation>Wie new EventSource(url, {withCredentials: true}) es tut</translation>
    </message>
    <message>
        <source>For a certificate of your own while you try. Not remembered.</source>
        <translation>Für ein eigenes Zertifikat beim Ausprobieren. Wird nicht gemerkt.</translation>
    </message>
    <message>
        <source>How long a silent stream is watched</source>
        <translation>Wie lange ein stiller Stream beobachtet wird</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>E&amp;xamine</source>
        <translation>&amp;Untersuchen</translation>
    </message>
    <message>
        <source>&amp;Watch a silent stream for</source>
        <translation>Stillen Stream be&amp;obachten für</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Origin of pages</source>
        <translation>O&amp;rigin der Seiten</translation>
    </message>
    <message>
        <source>The hub is not listening; start it first.</source>
        <translation>Der Hub ist nicht auf Empfang; erst starten.</translation>
    </message>
    <message>
        <source>setup doctor: %1</source>
        <translation>Setup-Doktor: %1</translation>
    </message>
    <message>
        <source>Does it still work through your proxy?</source>
        <translation>Geht es auch noch durch den Proxy?</translation>
    </message>
    <message>
        <source>Give the address under which browsers reach this hub. The doctor opens streams there as a browser does, publishes a few events to a user of its own, and says what holds them back, cuts them off or keeps pages from reading them, and what to change in nginx, Apache httpd, Caddy, HAProxy, Traefik, AWS or Cloudflare.</source>
        <translation>Die Adresse angeben, unter der Browser diesen Hub erreichen. Der Doktor öffnet dort Streams wie ein Browser, veröffentlicht einige Events an einen eigenen Nutzer und sagt, was sie aufhält, abschneidet oder Seiten am Lesen hindert, und was in nginx, Apache httpd, Caddy, HAProxy, Traefik, AWS oder Cloudflare zu ändern ist.</translation>
    </message>
    <message>
        <source>Client ce&amp;rtificate</source>
        <translation>Clientzerti&amp;fikat</translation>
    </message>
</context>
<context>
    <name>fanlight::DraftKeeper</name>
    <message>
        <source>What you are writing could not be saved (%1): %2</source>
        <comment>a file, why</comment>
        <translation>Der Entwurf konnte nicht gespeichert werden (%1): %2</translation>
    </message>
</context>
<context>
    <name>fanlight::EarlierStreams</name>
    <message>
        <source>Left</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Lasted</source>
        <translation>Dauerte</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Agent</translation>
    </message>
</context>
<context>
    <name>fanlight::EmptyState</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>For a terminal</source>
        <translation>Für ein Terminal</translation>
    </message>
    <message>
        <source>Copy for a terminal</source>
        <translation>Für ein Terminal kopieren</translation>
    </message>
</context>
<context>
    <name>fanlight::FailureBanner</name>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Nochmal versuchen</translation>
    </message>
    <message>
        <source>Change the &amp;address…</source>
        <translation>&amp;Adresse ändern…</translation>
    </message>
    <message>
        <source>The hub did not start</source>
        <translation>Der Hub ist nicht gestartet</translation>
    </message>
    <message>
        <source>The hub cannot listen on %1: the port is in use by another program. Stop it, or choose another port.</source>
        <translation>Der Hub kann nicht auf %1 lauschen: Der Port wird von einem anderen Programm benutzt. Es beenden oder einen anderen Port wählen.</translation>
    </message>
    <message>
        <source>Trying again every %1 s.</source>
        <translation>Neuer Versuch alle %1 s.</translation>
    </message>
    <message>
        <source>&amp;Use port %1</source>
        <translation>&amp;Port %1 benutzen</translation>
    </message>
</context>
<context>
    <name>fanlight::FaultCommand</name>
    <message>
        <source>As curl</source>
        <translation>Als curl</translation>
    </message>
    <message>
        <source>Something above is not right yet</source>
        <translation>Oben stimmt etwas noch nicht</translation>
    </message>
    <message>
        <source>Command that begins the fault</source>
        <translation>Befehl, der die Störung beginnt</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Den Befehl kopieren</translation>
    </message>
    <message>
        <source>copied the curl command</source>
        <translation>curl-Befehl kopiert</translation>
    </message>
    <message>
        <source>The API refuses it as the hub runs now: start it with --allow-faults, or set allow-faults in Settings. This window may break things in any case.</source>
        <translation>Die API lehnt es ab, so wie der Hub jetzt läuft: mit --allow-faults starten oder allow-faults in den Einstellungen setzen. Dieses Fenster darf in jedem Fall stören.</translation>
    </message>
    <message>
        <source>The API takes it. To stop it: %1</source>
        <translation>Die API nimmt es an. Zum Beenden: %1</translation>
    </message>
</context>
<context>
    <name>fanlight::FaultModel</name>
    <message>
        <source>Redis’ links</source>
        <translation>Verbindungen zu Redis</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Stops this fault; so does the Delete key</source>
        <translation>Beendet diese Störung; die Entf-Taste auch</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Endet</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Streams</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Durch</translation>
    </message>
</context>
<context>
    <name>fanlight::FaultRow</name>
    <message>
        <source>Drop streams</source>
        <translation>Streams abbrechen</translation>
    </message>
    <message>
        <source>Delay deliveries</source>
        <translation>Zustellungen verzögern</translation>
    </message>
    <message>
        <source>Cut after…</source>
        <translation>Abschneiden nach…</translation>
    </message>
    <message>
        <source>Half-open</source>
        <translation>Halb offen</translation>
    </message>
    <message>
        <source>Slow drip</source>
        <translation>Tröpfeln</translation>
    </message>
    <message>
        <source>Refuse new clients</source>
        <translation>Neue Clients abweisen</translation>
    </message>
    <message>
        <source>Answer 503</source>
        <translation>503 antworten</translation>
    </message>
    <message>
        <source>Stop reading Redis</source>
        <translation>Redis nicht mehr lesen</translation>
    </message>
    <message>
        <source>Cut the Redis link</source>
        <translation>Redis-Verbindung kappen</translation>
    </message>
    <message>
        <source>Streams break off without an end. EventSource comes back after its retry, with Last-Event-ID.</source>
        <translation>Streams brechen ohne Ende ab. EventSource kommt nach seinem retry zurück, mit Last-Event-ID.</translation>
    </message>
    <message>
        <source>Everything leaves later, in order: a slow network, a busy proxy.</source>
        <translation>Alles geht später hinaus, in Reihenfolge: ein langsames Netz, ein beschäftigter Proxy.</translation>
    </message>
    <message>
        <source>Each stream breaks off after so much: is resuming exact?</source>
        <translation>Jeder Stream bricht nach so viel ab: Setzt er genau fort?</translation>
    </message>
    <message>
        <source>Nothing comes any more, and the stream stays open: only a client that misses heartbeats notices.</source>
        <translation>Nichts kommt mehr, und der Stream bleibt offen: Nur ein Client, dem Heartbeats fehlen, merkt es.</translation>
    </message>
    <message>
        <source>So many bytes a second and stream: frames come in pieces.</source>
        <translation>So viele Bytes je Sekunde und Stream: Frames kommen in Stücken.</translation>
    </message>
    <message>
        <source>A new stream’s connection is reset before an answer. EventSource tries again.</source>
        <translation>Die Verbindung eines neuen Streams wird vor einer Antwort zurückgesetzt. EventSource versucht es wieder.</translation>
    </message>
    <message>
        <source>A new stream is answered 503: EventSource gives up for good, so client code must begin anew.</source>
        <translation>Ein neuer Stream wird mit 503 beantwortet: EventSource gibt endgültig auf, der Code des Clients muss also neu beginnen.</translation>
    </message>
    <message>
        <source>The hub stops reading from its subscribing link; Redis’ output buffer fills.</source>
        <translation>Der Hub liest nicht mehr von seiner abonnierenden Verbindung; der Ausgabepuffer von Redis füllt sich.</translation>
    </message>
    <message>
        <source>Both links to Redis are cut and stay so: clients stay, publishes are refused.</source>
        <translation>Beide Verbindungen zu Redis sind gekappt und bleiben es: Clients bleiben, Veröffentlichungen werden abgelehnt.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Start: %1</source>
        <translation>Starten: %1</translation>
    </message>
    <message>
        <source>Stop: %1</source>
        <translation>Beenden: %1</translation>
    </message>
    <message>
        <source>share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>a share from 0 to 100 %, like 25</source>
        <translation>ein Anteil von 0 bis 100 %, etwa 25</translation>
    </message>
    <message>
        <source>every</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>off (once), or a duration like 10s</source>
        <translation>off (einmal) oder eine Dauer wie 10s</translation>
    </message>
    <message>
        <source>by</source>
        <translation>um</translation>
    </message>
    <message>
        <source>a duration like 500ms or 2s</source>
        <translation>eine Dauer wie 500ms oder 2s</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>a whole number, or nothing</source>
        <translation>eine ganze Zahl oder nichts</translation>
    </message>
    <message>
        <source>or bytes</source>
        <translation>oder Bytes</translation>
    </message>
    <message>
        <source>a size like 64KiB, or nothing</source>
        <translation>eine Größe wie 64KiB oder nichts</translation>
    </message>
    <message>
        <source>bytes a second</source>
        <translation>Bytes je Sekunde</translation>
    </message>
    <message>
        <source>a size like 64 or 1KiB</source>
        <translation>eine Größe wie 64 oder 1KiB</translation>
    </message>
    <message>
        <source>%1: “%2” is not %3</source>
        <comment>a field, what was typed, what it takes</comment>
        <translation>%1: „%2“ ist nicht %3</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 beenden</translation>
    </message>
</context>
<context>
    <name>fanlight::FaultWords</name>
    <message>
        <source>all streams</source>
        <translation>alle Streams</translation>
    </message>
    <message>
        <source>streams of %1</source>
        <translation>Streams von %1</translation>
    </message>
    <message>
        <source>new streams</source>
        <translation>neue Streams</translation>
    </message>
    <message>
        <source>new streams of %1</source>
        <translation>neue Streams von %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>a share, streams</comment>
        <translation>%1 von: %2</translation>
    </message>
    <message>
        <source>%1 break off every %2</source>
        <comment>streams, a time</comment>
        <translation>%1 brechen alle %2 ab</translation>
    </message>
    <message>
        <source>%1 break off</source>
        <comment>streams</comment>
        <translation>%1 brechen ab</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <comment>events, bytes</comment>
        <translation>%1 oder %2</translation>
    </message>
    <message>
        <source>%1 get everything %2 late</source>
        <comment>streams, a time</comment>
        <translation>%1 bekommen alles %2 später</translation>
    </message>
    <message>
        <source>%1 break off after %2</source>
        <comment>streams, events or bytes</comment>
        <translation>%1 brechen nach %2 ab</translation>
    </message>
    <message>
        <source>%1 are half-open: nothing is sent, nothing is noticed</source>
        <comment>streams</comment>
        <translation>%1 sind halb offen: nichts wird gesendet, nichts bemerkt</translation>
    </message>
    <message>
        <source>%1 get %2 a second</source>
        <comment>streams, bytes</comment>
        <translation>%1 bekommen %2 je Sekunde</translation>
    </message>
    <message>
        <source>%1 are reset before an answer</source>
        <comment>streams</comment>
        <translation>%1 werden vor einer Antwort zurückgesetzt</translation>
    </message>
    <message>
        <source>%1 are answered 503</source>
        <comment>streams</comment>
        <translation>%1 werden mit 503 beantwortet</translation>
    </message>
    <message>
        <source>nothing is read from Redis&apos; subscribing link</source>
        <translation>von der abonnierenden Verbindung zu Redis wird nichts gelesen</translation>
    </message>
    <message>
        <source>the links to Redis are cut</source>
        <translation>die Verbindungen zu Redis sind gekappt</translation>
    </message>
    <message>
        <source>%1, for %2</source>
        <comment>what happens, how long</comment>
        <translation>%1, für %2</translation>
    </message>
</context>
<context>
    <name>fanlight::FaultsPage</name>
    <message>
        <source>Stop se&amp;lected</source>
        <translation>Aus&amp;gewählte beenden</translation>
    </message>
    <message>
        <source>Stop &amp;all</source>
        <translation>&amp;Alle beenden</translation>
    </message>
    <message>
        <source>Drop many streams?</source>
        <translation>Viele Streams abbrechen?</translation>
    </message>
    <message>
        <source>&amp;Drop them</source>
        <translation>&amp;Abbrechen lassen</translation>
    </message>
    <message>
        <source>Faults that are on</source>
        <translation>Störungen, die an sind</translation>
    </message>
    <message>
        <source>Stop the selected faults</source>
        <translation>Die ausgewählten Störungen beenden</translation>
    </message>
    <message>
        <source>Stops every fault that is on (Ctrl+.)</source>
        <translation>Beendet jede Störung, die an ist (Strg+.)</translation>
    </message>
    <message>
        <source>Nothing is broken</source>
        <translation>Nichts ist gestört</translation>
    </message>
    <message>
        <source>On now</source>
        <translation>Jetzt an</translation>
    </message>
    <message>
        <source>Break something</source>
        <translation>Etwas stören</translation>
    </message>
    <message>
        <source>For streams</source>
        <translation>Für Streams</translation>
    </message>
    <message>
        <source>all; or a filter: user:1* type:like age&gt;10m</source>
        <translation>alle; oder ein Filter: user:1* type:like age&gt;10m</translation>
    </message>
    <message>
        <source>Scope of the fault</source>
        <translation>Bereich der Störung</translation>
    </message>
    <message>
        <source>All terms must hold; * stands for any text.
“!” before a term turns it round.
A bare word is looked for in user, address, agent and id.</source>
        <translation>Alle Bedingungen müssen gelten; * steht für beliebigen Text.
„!“ vor einer Bedingung kehrt sie um.
Ein bloßes Wort wird in Nutzer, Adresse, Agent und ID gesucht.</translation>
    </message>
    <message>
        <source>for</source>
        <translation>für</translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation>bis beendet</translation>
    </message>
    <message>
        <source>How long</source>
        <translation>Wie lange</translation>
    </message>
    <message>
        <source>A duration like 30s or 5m; nothing: until it is stopped</source>
        <translation>Eine Dauer wie 30s oder 5m; nichts: bis sie beendet wird</translation>
    </message>
    <message>
        <source>Needs Redis: this hub’s broker is memory.</source>
        <translation>Braucht Redis: Der Broker dieses Hubs ist memory.</translation>
    </message>
    <message>
        <source>The hub is not listening.</source>
        <translation>Der Hub ist nicht auf Empfang.</translation>
    </message>
    <message>
        <source>%1 faults are on, which is the most.</source>
        <translation>%1 Störungen sind an, mehr geht nicht.</translation>
    </message>
    <message>
        <source>Above, something is wrong with the streams or the time.</source>
        <translation>Oben stimmt etwas mit den Streams oder der Zeit nicht.</translation>
    </message>
    <message>
        <source>for: “%1” is not a duration up to %2; use 30s, 5m, or nothing</source>
        <translation>für: „%1“ ist keine Dauer bis %2; 30s, 5m oder nichts angeben</translation>
    </message>
    <message>
        <source>the only stream</source>
        <translation>den einzigen Stream</translation>
    </message>
    <message numerus="yes">
        <source>all %1 stream(s)</source>
        <translation>
            <numerusform>den %1 Stream</numerusform>
            <numerusform>alle %1 Streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 stream(s) match(es)</source>
        <translation>
            <numerusform>%1 von %2 Stream passt</numerusform>
            <numerusform>%1 von %2 Streams passen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 streams break off, as if their network were gone. They come back by themselves.</source>
        <translation>%1 von %2 Streams brechen ab, als wäre ihr Netz weg. Sie kommen von selbst zurück.</translation>
    </message>
    <message>
        <source>no fault: %1</source>
        <translation>keine Störung: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 stream(s) dropped</source>
        <translation>
            <numerusform>%1 Stream abgebrochen</numerusform>
            <numerusform>%1 Streams abgebrochen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is on: %2</source>
        <translation>%1 ist an: %2</translation>
    </message>
    <message>
        <source>Every fault is marked on the charts, says in the bar on top that it is on, and ends with the hub at the latest.</source>
        <translation>Jede Störung wird in den Diagrammen markiert, steht oben in der Leiste, solange sie an ist, und endet spätestens mit dem Hub.</translation>
    </message>
    <message>
        <source>Does your client code survive when the platform cuts it off? Break something below, for the streams you choose, and watch how clients come back.</source>
        <translation>Übersteht der Code der Clients, wenn die Plattform sie abschneidet? Unten etwas stören, für gewählte Streams, und zusehen, wie die Clients zurückkommen.</translation>
    </message>
    <message>
        <source>Begin a fault</source>
        <translation>Störung beginnen</translation>
    </message>
    <message>
        <source>&amp;Begin</source>
        <translation>&amp;Beginnen</translation>
    </message>
</context>
<context>
    <name>fanlight::FieldChart</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the chart</source>
        <translation>Diagramm schließen</translation>
    </message>
    <message>
        <source>“%1” of the shown messages</source>
        <translation>„%1“ der gezeigten Nachrichten</translation>
    </message>
    <message>
        <source>Chart of %1</source>
        <translation>Diagramm von %1</translation>
    </message>
    <message>
        <source>No message that is shown has a number in “%1”.</source>
        <translation>Keine gezeigte Nachricht hat eine Zahl in „%1“.</translation>
    </message>
    <message numerus="yes">
        <source>%1 value(s), %2 to %3, last %4</source>
        <comment>a field of messages</comment>
        <translation>
            <numerusform>%1 Wert, %2 bis %3, zuletzt %4</numerusform>
            <numerusform>%1 Werte, %2 bis %3, zuletzt %4</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::FieldLimit</name>
    <message>
        <source>At most %1 characters stand here; the rest was left out.</source>
        <translation>Höchstens %1 Zeichen stehen hier; der Rest wurde weggelassen.</translation>
    </message>
</context>
<context>
    <name>fanlight::FileLimitCard</name>
    <message>
        <source>shell, no root</source>
        <translation>Shell, ohne Root</translation>
    </message>
    <message>
        <source>kernel, first</source>
        <translation>Kernel, zuerst</translation>
    </message>
    <message>
        <source>systemd, [Service]</source>
        <translation>systemd, [Service]</translation>
    </message>
    <message>
        <source>Docker</source>
        <translation>Docker</translation>
    </message>
    <message>
        <source>Descriptors</source>
        <translation>Deskriptoren</translation>
    </message>
    <message>
        <source>%1 of %2 used%3; each client takes one</source>
        <translation>%1 von %2 benutzt%3; jeder Client nimmt einen</translation>
    </message>
    <message>
        <source>%1 are possible without root, from the next start on; more has to be allowed by root:</source>
        <translation>%1 sind ohne Root möglich, ab dem nächsten Start; mehr muss Root erlauben:</translation>
    </message>
    <message>
        <source>This is the hard limit, which the hub has taken by itself. More has to be allowed by root, and the hub started again:</source>
        <translation>Das ist das harte Limit, das der Hub von selbst genommen hat. Mehr muss Root erlauben, und der Hub muss neu starten:</translation>
    </message>
    <message>
        <source>Copy for %1</source>
        <translation>Für %1 kopieren</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>copied %1</source>
        <translation>%1 kopiert</translation>
    </message>
</context>
<context>
    <name>fanlight::FilterEdit</name>
    <message>
        <source>What can be written here</source>
        <translation>Was hier stehen kann</translation>
    </message>
    <message>
        <source>What can be written here (Alt+Down)</source>
        <translation>Was hier stehen kann (Alt+Ab)</translation>
    </message>
    <message>
        <source>%1	%2</source>
        <comment>example, meaning</comment>
        <translation>%1	%2</translation>
    </message>
</context>
<context>
    <name>fanlight::FindingCard</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Server to change for %1</source>
        <translation>Zu ändernder Server für %1</translation>
    </message>
    <message>
        <source>What to change for %1</source>
        <translation>Was für %1 zu ändern ist</translation>
    </message>
    <message>
        <source>Copy the change for %1</source>
        <translation>Die Änderung für %1 kopieren</translation>
    </message>
    <message>
        <source>copied what to change in %1</source>
        <translation>kopiert, was in %1 zu ändern ist</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>fanlight::FirstSteps</name>
    <message>
        <source>Open a stream</source>
        <translation>Einen Stream öffnen</translation>
    </message>
    <message>
        <source>Run this in a terminal, or open the browser page. It stays open and prints what it is sent.</source>
        <translation>Das in einem Terminal ausführen oder die Browser-Seite öffnen. Er bleibt offen und gibt aus, was ihm gesendet wird.</translation>
    </message>
    <message>
        <source>Send something</source>
        <translation>Etwas senden</translation>
    </message>
    <message>
        <source>Write a notification on the Publish page and send it with Ctrl+Enter.</source>
        <translation>Auf der Seite Veröffentlichen eine Benachrichtigung schreiben und mit Strg+Enter senden.</translation>
    </message>
    <message>
        <source>Open &amp;Publish</source>
        <translation>&amp;Veröffentlichen öffnen</translation>
    </message>
    <message>
        <source>See the receipt</source>
        <translation>Die Quittung ansehen</translation>
    </message>
    <message>
        <source>Beside what you sent stands how many clients acknowledged it, and how fast.</source>
        <translation>Neben dem Gesendeten steht, wie viele Clients es bestätigt haben und wie schnell.</translation>
    </message>
    <message>
        <source>Break it</source>
        <translation>Stören</translation>
    </message>
    <message>
        <source>Drop streams, slow them down or refuse new ones, and watch how clients come back.</source>
        <translation>Streams abbrechen, verlangsamen oder neue abweisen und zusehen, wie Clients zurückkommen.</translation>
    </message>
    <message>
        <source>Open &amp;Faults</source>
        <translation>&amp;Störungen öffnen</translation>
    </message>
    <message>
        <source>Move to Redis</source>
        <translation>Zu Redis umziehen</translation>
    </message>
    <message>
        <source>Several instances share one Redis. Settings checks yours before anything changes.</source>
        <translation>Mehrere Instanzen teilen sich ein Redis. Die Einstellungen prüfen es, bevor sich etwas ändert.</translation>
    </message>
    <message>
        <source>Open &amp;Settings</source>
        <translation>&amp;Einstellungen öffnen</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>&amp;Ausblenden</translation>
    </message>
    <message>
        <source>Hide the first steps</source>
        <translation>Die ersten Schritte ausblenden</translation>
    </message>
    <message>
        <source>The menu brings them back: Help, First steps</source>
        <translation>Das Menü bringt sie zurück: Hilfe, Erste Schritte</translation>
    </message>
    <message>
        <source>Command that opens a stream</source>
        <translation>Befehl, der einen Stream öffnet</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Den Befehl kopieren</translation>
    </message>
    <message>
        <source>Open the &amp;browser page</source>
        <translation>Die &amp;Browser-Seite öffnen</translation>
    </message>
    <message>
        <source>Start %1 &amp;test clients</source>
        <translation>%1 &amp;Testclients starten</translation>
    </message>
    <message>
        <source>all done</source>
        <translation>alles erledigt</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>%1 von %2 erledigt</translation>
    </message>
    <message>
        <source>copied the curl command</source>
        <translation>curl-Befehl kopiert</translation>
    </message>
</context>
<context>
    <name>fanlight::FleetCompare</name>
    <message>
        <source>Two hubs beside each other</source>
        <translation>Zwei Hubs nebeneinander</translation>
    </message>
    <message>
        <source>compared with</source>
        <translation>verglichen mit</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Streams</translation>
    </message>
    <message>
        <source>Delivered/s</source>
        <translation>Zugestellt/s</translation>
    </message>
    <message>
        <source>ACK p99, ms</source>
        <translation>ACK p99, ms</translation>
    </message>
    <message>
        <source>Figures of both hubs</source>
        <translation>Werte beider Hubs</translation>
    </message>
    <message>
        <source>Solid: the first; dashed: the other; two minutes, from zero up.</source>
        <translation>Durchgezogen: der erste; gestrichelt: der andere; zwei Minuten, von null an.</translation>
    </message>
</context>
<context>
    <name>fanlight::FleetCompareModel</name>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>%1 more</source>
        <comment>a figure</comment>
        <translation>%1 mehr</translation>
    </message>
    <message>
        <source>%1 less</source>
        <comment>a figure</comment>
        <translation>%1 weniger</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
</context>
<context>
    <name>fanlight::FleetDetail</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Through</source>
        <translation>Über</translation>
    </message>
    <message>
        <source>You are</source>
        <translation>Sie sind</translation>
    </message>
    <message>
        <source>Alert</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Pid</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Lebenszeichen</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Streams</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>ACK</source>
        <translation>ACK</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Descriptors</source>
        <translation>Deskriptoren</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Hub</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Copy curl</source>
        <translation>curl kopieren</translation>
    </message>
    <message>
        <source>Figures of the hub</source>
        <translation>Werte des Hubs</translation>
    </message>
    <message>
        <source>Shows this hub in all pages of the window.</source>
        <translation>Zeigt diesen Hub auf allen Seiten des Fensters.</translation>
    </message>
    <message>
        <source>The page of that hub, at the address it gave itself: from another machine it may be another one.</source>
        <translation>Die Seite dieses Hubs unter der Adresse, die er selbst nennt: Von einem anderen Rechner aus kann das eine andere sein.</translation>
    </message>
    <message>
        <source>Subscribes to that hub from a terminal.</source>
        <translation>Abonniert diesen Hub von einem Terminal aus.</translation>
    </message>
    <message>
        <source>What is different</source>
        <translation>Was anders ist</translation>
    </message>
    <message>
        <source>ACK %1</source>
        <comment>percentiles of it</comment>
        <translation>ACK %1</translation>
    </message>
    <message>
        <source>Write %1</source>
        <comment>percentiles of it</comment>
        <translation>Schreiben %1</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <comment>what, for how long</comment>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>What is different from %1</source>
        <translation>Was anders ist als bei %1</translation>
    </message>
    <message>
        <source>%1, up %2</source>
        <comment>when, for how long</comment>
        <translation>%1, läuft seit %2</translation>
    </message>
    <message>
        <source>%1, test clients among them: %2</source>
        <translation>%1, darunter Testclients: %2</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>/s</translation>
    </message>
    <message>
        <source>%1 of %2, %3</source>
        <comment>in use, limit, share</comment>
        <translation>%1 von %2, %3</translation>
    </message>
    <message>
        <source>Compare with %1</source>
        <translation>Mit %1 vergleichen</translation>
    </message>
    <message>
        <source>Give a token…</source>
        <translation>Token angeben…</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>weg</translation>
    </message>
</context>
<context>
    <name>fanlight::FleetDifference</name>
    <message>
        <source>/s</source>
        <translation>/s</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Streams</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>ACK p99</source>
        <translation>ACK p99</translation>
    </message>
    <message>
        <source>Write p99</source>
        <translation>Schreiben p99</translation>
    </message>
    <message>
        <source>Redis lag p99</source>
        <translation>Redis-Verzögerung p99</translation>
    </message>
    <message>
        <source>Slow clients</source>
        <translation>Langsame Clients</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>File descriptors</source>
        <translation>Dateideskriptoren</translation>
    </message>
    <message>
        <source>%1 %2 (%3: %4)</source>
        <comment>figure, value, other hub, value</comment>
        <translation>%1 %2 (%3: %4)</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Nothing stands out.</source>
        <translation>Nichts fällt auf.</translation>
    </message>
    <message>
        <source>Much the same: %1.</source>
        <translation>Etwa gleich: %1.</translation>
    </message>
    <message>
        <source>Not measured of both: %1.</source>
        <translation>Nicht bei beiden gemessen: %1.</translation>
    </message>
</context>
<context>
    <name>fanlight::FleetModel</name>
    <message>
        <source>Hub</source>
        <translation>Hub</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Streams</translation>
    </message>
    <message>
        <source>Delivered/s</source>
        <translation>Zugestellt/s</translation>
    </message>
    <message>
        <source>ACK %1, ms</source>
        <comment>a percentile of it</comment>
        <translation>ACK %1, ms</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Rechner</translation>
    </message>
    <message>
        <source>Pid</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Write %1, ms</source>
        <comment>a percentile of it</comment>
        <translation>Schreiben %1, ms</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Lebenszeichen</translation>
    </message>
    <message>
        <source>%1 (this one)</source>
        <translation>%1 (dieser)</translation>
    </message>
    <message>
        <source>All real</source>
        <comment>streams and deliveries, without test clients</comment>
        <translation>Alle echten</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis zu %1</translation>
    </message>
    <message>
        <source>listens on %1</source>
        <translation>lauscht auf %1</translation>
    </message>
    <message>
        <source>%1 of them are test clients</source>
        <translation>%1 davon sind Testclients</translation>
    </message>
    <message>
        <source>%1, group %2</source>
        <translation>%1, Gruppe %2</translation>
    </message>
    <message numerus="yes">
        <source>Over %n hub(s) that told figures, without test clients.</source>
        <translation>
            <numerusform>Über %n Hub, der Werte meldet, ohne Testclients.</numerusform>
            <numerusform>Über %n Hubs, die Werte melden, ohne Testclients.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::FleetPage</name>
    <message numerus="yes">
        <source>%n hub(s)</source>
        <translation>
            <numerusform>%n Hub</numerusform>
            <numerusform>%n Hubs</numerusform>
        </translation>
    </message>
    <message>
        <source>Add server…</source>
        <translation>Server hinzufügen…</translation>
    </message>
    <message>
        <source>Open capture…</source>
        <translation>Aufzeichnung öffnen…</translation>
    </message>
    <message>
        <source>&amp;Export hubs…</source>
        <translation>Hubs &amp;exportieren…</translation>
    </message>
    <message>
        <source>Export hubs</source>
        <translation>Hubs exportieren</translation>
    </message>
    <message>
        <source>No hub matches the filter</source>
        <translation>Kein Hub entspricht dem Filter</translation>
    </message>
    <message>
        <source>All others are still there.</source>
        <translation>Alle anderen sind noch da.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter löschen</translation>
    </message>
    <message>
        <source>Filter: p99&gt;20ms or descriptors&gt;80%</source>
        <translation>Filter: p99&gt;20ms or descriptors&gt;80%</translation>
    </message>
    <message>
        <source>Filter hubs</source>
        <translation>Hubs filtern</translation>
    </message>
    <message>
        <source>All terms must hold: hub:eu-*  state:away*  group:prod*  version:0.2*  streams&gt;1000  delivered&gt;100  p99&gt;20ms  write&gt;5ms  lag&gt;5ms  cpu&gt;50%  memory&gt;1GiB  slow&gt;0  backlog&gt;1MiB  descriptors&gt;80%. “or” stands between filters of which one must; a bare word stands anywhere; “!” turns a term round.</source>
        <translation>Alle Teile müssen zutreffen: hub:eu-*  state:away*  group:prod*  version:0.2*  streams&gt;1000  delivered&gt;100  p99&gt;20ms  write&gt;5ms  lag&gt;5ms  cpu&gt;50%  memory&gt;1GiB  slow&gt;0  backlog&gt;1MiB  descriptors&gt;80%. „or“ steht zwischen Filtern, von denen einer zutreffen muss; ein bloßes Wort steht irgendwo; „!“ kehrt einen Teil um.</translation>
    </message>
    <message>
        <source>ACK, its 99th percentile</source>
        <translation>ACK, das 99. Perzentil</translation>
    </message>
    <message>
        <source>to the kernel, p99</source>
        <translation>bis zum Kernel, p99</translation>
    </message>
    <message>
        <source>of Redis, p99</source>
        <translation>von Redis, p99</translation>
    </message>
    <message>
        <source>clients that do not keep up</source>
        <translation>Clients, die nicht mitkommen</translation>
    </message>
    <message>
        <source>of all cores</source>
        <translation>aller Kerne</translation>
    </message>
    <message>
        <source>of the limit, in use</source>
        <translation>der Grenze, in Gebrauch</translation>
    </message>
    <message>
        <source>“or” stands between filters of which one must hold</source>
        <translation>„or“ steht zwischen Filtern, von denen einer zutreffen muss</translation>
    </message>
    <message>
        <source>Saves the figures of the hubs that are shown as CSV.</source>
        <translation>Speichert die Werte der gezeigten Hubs als CSV.</translation>
    </message>
    <message>
        <source>Adds a hub that runs elsewhere to those this window knows.</source>
        <translation>Fügt den Hubs, die dieses Fenster kennt, einen hinzu, der anderswo läuft.</translation>
    </message>
    <message>
        <source>Shows a file with what a window saw of a hub (.fanlight).</source>
        <translation>Zeigt eine Datei mit dem, was ein Fenster von einem Hub sah (.fanlight).</translation>
    </message>
    <message>
        <source>Hubs</source>
        <translation>Hubs</translation>
    </message>
    <message>
        <source>Enter or a double click shows the hub in this window.</source>
        <translation>Eingabetaste oder Doppelklick zeigt den Hub in diesem Fenster.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) a look</source>
        <translation>
            <numerusform>%n bedarf eines Blicks</numerusform>
            <numerusform>%n bedürfen eines Blicks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n do(es) not answer since %1</source>
        <translation>
            <numerusform>%n antwortet nicht seit %1</numerusform>
            <numerusform>%n antworten nicht seit %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n do(es) not answer</source>
        <translation>
            <numerusform>%n antwortet nicht</numerusform>
            <numerusform>%n antworten nicht</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; instances as they were when Redis went away at %2</source>
        <comment>how many hubs, when</comment>
        <translation>%1; Instanzen wie zu dem Zeitpunkt, als Redis wegfiel, %2</translation>
    </message>
    <message>
        <source>All hubs you know stand here, a row each: how they are, streams, rates, latency. Add those that run on servers; those that share a Redis with this one come by themselves.</source>
        <translation>Alle Hubs, die Sie kennen, stehen hier, je eine Zeile: Zustand, Streams, Raten, Latenz. Fügen Sie die hinzu, die auf Servern laufen; die am selben Redis wie dieser kommen von selbst.</translation>
    </message>
    <message>
        <source>All hubs you know stand here, a row each: how they are, streams, rates, latency. Those that share a Redis with this one come by themselves.</source>
        <translation>Alle Hubs, die Sie kennen, stehen hier, je eine Zeile: Zustand, Streams, Raten, Latenz. Die am selben Redis wie dieser kommen von selbst.</translation>
    </message>
    <message>
        <source>This hub is the only one so far</source>
        <translation>Dieser Hub ist bisher der einzige</translation>
    </message>
    <message>
        <source>Set the broker…</source>
        <translation>Broker einstellen…</translation>
    </message>
    <message>
        <source>The hub is not listening</source>
        <translation>Der Hub lauscht nicht</translation>
    </message>
    <message>
        <source>Start it to see who else is behind its Redis.</source>
        <translation>Starten Sie ihn, um zu sehen, wer noch an seinem Redis hängt.</translation>
    </message>
    <message>
        <source>Redis is away</source>
        <translation>Redis ist weg</translation>
    </message>
    <message>
        <source>No heartbeat yet</source>
        <translation>Noch kein Lebenszeichen</translation>
    </message>
    <message>
        <source>Each instance tells Redis once a second how it fares.</source>
        <translation>Jede Instanz sagt Redis einmal in der Sekunde, wie es ihr geht.</translation>
    </message>
    <message>
        <source>copied the curl command</source>
        <translation>curl-Befehl kopiert</translation>
    </message>
    <message>
        <source>Open	Enter</source>
        <translation>Öffnen	Eingabe</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Copy curl</source>
        <translation>curl kopieren</translation>
    </message>
    <message>
        <source>Copy rows	Ctrl+C</source>
        <translation>Zeilen kopieren	Strg+C</translation>
    </message>
    <message>
        <source>Copy name</source>
        <translation>Namen kopieren</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
</context>
<context>
    <name>fanlight::FleetText</name>
    <message>
        <source>this hub</source>
        <translation>dieser Hub</translation>
    </message>
    <message>
        <source>Redis %1</source>
        <comment>its address</comment>
        <translation>Redis %1</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>group, broker</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>away %1</source>
        <comment>for how long</comment>
        <translation>weg seit %1</translation>
    </message>
    <message>
        <source>It has told Redis nothing for %1.</source>
        <translation>Er hat Redis seit %1 nichts gemeldet.</translation>
    </message>
    <message>
        <source>away</source>
        <translation>weg</translation>
    </message>
    <message>
        <source>cannot log in</source>
        <translation>kein Zutritt</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>needs a token</source>
        <translation>braucht ein Token</translation>
    </message>
    <message>
        <source>No token is kept for it: it is asked for when you want to look.</source>
        <translation>Für ihn ist kein Token aufbewahrt: Es wird erfragt, wenn Sie nachsehen wollen.</translation>
    </message>
    <message>
        <source>through SSH</source>
        <translation>über SSH</translation>
    </message>
    <message>
        <source>The way through SSH is made when you want to look.</source>
        <translation>Der Weg über SSH wird hergestellt, wenn Sie nachsehen wollen.</translation>
    </message>
    <message>
        <source>SSH fails</source>
        <translation>SSH scheitert</translation>
    </message>
    <message>
        <source>seen %1 ago</source>
        <translation>vor %1 gesehen</translation>
    </message>
    <message>
        <source>waits</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>Not all are looked at at once: its turn comes.</source>
        <translation>Nicht nach allen wird zugleich gesehen: Er kommt an die Reihe.</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>verbindet…</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>startet…</translation>
    </message>
    <message>
        <source>draining</source>
        <translation>leert sich</translation>
    </message>
    <message>
        <source>does not run</source>
        <translation>läuft nicht</translation>
    </message>
    <message>
        <source>p99 of ACK is %1 ms</source>
        <translation>p99 des ACK ist %1 ms</translation>
    </message>
    <message numerus="yes">
        <source>%1 client(s) do not keep up</source>
        <translation>
            <numerusform>%1 Client kommt nicht mit</numerusform>
            <numerusform>%1 Clients kommen nicht mit</numerusform>
        </translation>
    </message>
    <message>
        <source>may not look</source>
        <translation>darf nicht zusehen</translation>
    </message>
    <message>
        <source>The token is of a role that is told no figures: it needs monitor.</source>
        <translation>Das Token hat eine Rolle, der keine Werte gesagt werden: Es braucht monitor.</translation>
    </message>
    <message>
        <source>Redis away</source>
        <translation>Redis weg</translation>
    </message>
    <message>
        <source>name used twice</source>
        <translation>Name doppelt</translation>
    </message>
    <message>
        <source>Another instance goes by the name “%1”, too: give each its own with --instance-name.</source>
        <translation>Auch eine andere Instanz heißt „%1“: Geben Sie jeder mit --instance-name einen eigenen Namen.</translation>
    </message>
    <message>
        <source>files %1</source>
        <comment>share in use</comment>
        <translation>Dateien %1</translation>
    </message>
    <message>
        <source>%1 of %2 file descriptors are in use.</source>
        <translation>%1 von %2 Dateideskriptoren sind in Gebrauch.</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>langsam</translation>
    </message>
    <message>
        <source>older</source>
        <translation>älter</translation>
    </message>
    <message>
        <source>This version tells less of itself: what is missing is a dash.</source>
        <translation>Diese Version sagt weniger über sich: Was fehlt, ist ein Strich.</translation>
    </message>
    <message>
        <source>test clients</source>
        <translation>Testclients</translation>
    </message>
    <message>
        <source>All its streams are test clients; sums leave them out.</source>
        <translation>Alle seine Streams sind Testclients; Summen lassen sie aus.</translation>
    </message>
    <message>
        <source>well</source>
        <translation>wohlauf</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>looking at a capture</source>
        <translation>sieht eine Aufzeichnung an</translation>
    </message>
    <message>
        <source>at home: this window carries it</source>
        <translation>zu Hause: Dieses Fenster trägt ihn</translation>
    </message>
    <message>
        <source>%1 “%2”</source>
        <comment>role, name</comment>
        <translation>%1 „%2“</translation>
    </message>
    <message>
        <source>SSH, alias %1</source>
        <translation>SSH, Alias %1</translation>
    </message>
    <message>
        <source>a capture</source>
        <translation>eine Aufzeichnung</translation>
    </message>
    <message>
        <source>this process</source>
        <translation>dieser Prozess</translation>
    </message>
    <message>
        <source>its heartbeat in Redis</source>
        <translation>sein Lebenszeichen in Redis</translation>
    </message>
    <message>
        <source>directly, with TLS</source>
        <translation>direkt, mit TLS</translation>
    </message>
    <message>
        <source>directly</source>
        <translation>direkt</translation>
    </message>
    <message>
        <source>silent for %1 s</source>
        <translation>seit %1 s still</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>vor %1 s</translation>
    </message>
</context>
<context>
    <name>fanlight::FollowStory</name>
    <message>
        <source>Until Redis answered that it keeps it and has published it; the message itself may come back before that.</source>
        <translation>Bis Redis geantwortet hat, dass es sie aufbewahrt und veröffentlicht hat; die Nachricht selbst kann vorher zurückkommen.</translation>
    </message>
    <message>
        <source>Until it stood in the memory of this hub.</source>
        <translation>Bis sie im Speicher dieses Hubs stand.</translation>
    </message>
    <message>
        <source>Not timed: it was not published over this instance.</source>
        <translation>Nicht gemessen: Sie wurde nicht über diese Instanz veröffentlicht.</translation>
    </message>
    <message>
        <source>Not timed: Redis has not answered.</source>
        <translation>Nicht gemessen: Redis hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>by hand in this window</source>
        <translation>von Hand in diesem Fenster</translation>
    </message>
    <message>
        <source>by the demo of this window</source>
        <translation>durch die Demo dieses Fensters</translation>
    </message>
    <message>
        <source>in Redis, not over this hub&apos;s API</source>
        <translation>in Redis, nicht über die API dieses Hubs</translation>
    </message>
    <message>
        <source>type %1</source>
        <translation>Typ %1</translation>
    </message>
    <message>
        <source>batch: %1</source>
        <translation>Batch: %1</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>in a stream of Redis</source>
        <translation>in einem Stream von Redis</translation>
    </message>
    <message>
        <source>in the memory of this hub</source>
        <translation>im Speicher dieses Hubs</translation>
    </message>
    <message>
        <source>In history</source>
        <translation>Im Verlauf</translation>
    </message>
    <message>
        <source>%1; who comes back is sent it</source>
        <comment>where</comment>
        <translation>%1; wer zurückkommt, bekommt sie</translation>
    </message>
    <message>
        <source>No longer in history</source>
        <translation>Nicht mehr im Verlauf</translation>
    </message>
    <message>
        <source>who comes back is not sent it any more</source>
        <translation>wer zurückkommt, bekommt sie nicht mehr</translation>
    </message>
    <message>
        <source>Not in history</source>
        <translation>Nicht im Verlauf</translation>
    </message>
    <message>
        <source>history is switched off</source>
        <translation>der Verlauf ist ausgeschaltet</translation>
    </message>
    <message>
        <source>it is not known whether it is</source>
        <translation>es ist nicht bekannt, ob sie darin ist</translation>
    </message>
    <message numerus="yes">
        <source>%1 channel(s)</source>
        <translation>
            <numerusform>%1 Kanal</numerusform>
            <numerusform>%1 Kanäle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1; handed to %2 subscriber(s)</source>
        <comment>a channel</comment>
        <translation>
            <numerusform>%1; an %2 Abonnenten übergeben</numerusform>
            <numerusform>%1; an %2 Abonnenten übergeben</numerusform>
        </translation>
    </message>
    <message>
        <source>On Redis</source>
        <translation>Bei Redis</translation>
    </message>
    <message>
        <source>%1 received it</source>
        <comment>an instance</comment>
        <translation>%1 hat sie empfangen</translation>
    </message>
    <message>
        <source>nobody there was to be sent it</source>
        <translation>niemand dort sollte sie bekommen</translation>
    </message>
    <message numerus="yes">
        <source>for %1 client(s)</source>
        <translation>
            <numerusform>für %1 Client</numerusform>
            <numerusform>für %1 Clients</numerusform>
        </translation>
    </message>
    <message>
        <source>Until this hub had it for its streams.</source>
        <translation>Bis dieser Hub sie für seine Streams hatte.</translation>
    </message>
    <message>
        <source>Until it came out of Redis, by the clock of whoever published it.</source>
        <translation>Bis sie aus Redis kam, nach der Uhr dessen, der sie veröffentlicht hat.</translation>
    </message>
    <message>
        <source>Until it came back out of Redis.</source>
        <translation>Bis sie aus Redis zurückkam.</translation>
    </message>
    <message>
        <source>Not timed: another instance tells only of its clients.</source>
        <translation>Nicht gemessen: Eine andere Instanz meldet nur ihre Clients.</translation>
    </message>
    <message>
        <source>No longer known: the message is not kept any more.</source>
        <translation>Nicht mehr bekannt: Die Nachricht wird nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>Not timed: the message does not say when it was published, or the clock of whoever published it differs too much.</source>
        <translation>Nicht gemessen: Die Nachricht sagt nicht, wann sie veröffentlicht wurde, oder die Uhr dessen, der sie veröffentlicht hat, weicht zu weit ab.</translation>
    </message>
    <message>
        <source>Not timed: no stream of this instance was there for it.</source>
        <translation>Nicht gemessen: Kein Stream dieser Instanz war für sie da.</translation>
    </message>
    <message numerus="yes">
        <source>%1 more client(s)</source>
        <translation>
            <numerusform>%1 weiterer Client</numerusform>
            <numerusform>%1 weitere Clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 client(s)</source>
        <translation>
            <numerusform>%1 Client</numerusform>
            <numerusform>%1 Clients</numerusform>
        </translation>
    </message>
    <message>
        <source>the first %1 are told of one by one</source>
        <translation>die ersten %1 werden einzeln genannt</translation>
    </message>
    <message>
        <source>they are not told of one by one: it was not traced, or too long ago</source>
        <translation>sie werden nicht einzeln genannt: nicht verfolgt oder zu lange her</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a client</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>written, acknowledged</source>
        <translation>geschrieben, bestätigt</translation>
    </message>
    <message>
        <source>written; it went at %1, no acknowledgement was seen</source>
        <translation>geschrieben; er ging um %1, eine Bestätigung wurde nicht gesehen</translation>
    </message>
    <message>
        <source>written; of messages without a receipt a sample is timed</source>
        <translation>geschrieben; von Nachrichten ohne Quittung wird eine Stichprobe gemessen</translation>
    </message>
    <message>
        <source>written, not acknowledged yet</source>
        <translation>geschrieben, noch nicht bestätigt</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>written, acknowledged: milliseconds</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>held, and sent in a batch of %1</source>
        <translation>gehalten und in einem Batch von %1 gesendet</translation>
    </message>
    <message>
        <source>one event of %1</source>
        <translation>ein Event von %1</translation>
    </message>
    <message numerus="yes">
        <source>Last-Event-ID %1: %2 event(s) replayed</source>
        <translation>
            <numerusform>Last-Event-ID %1: %2 Event nachgeliefert</numerusform>
            <numerusform>Last-Event-ID %1: %2 Events nachgeliefert</numerusform>
        </translation>
    </message>
    <message>
        <source>came back as %1</source>
        <translation>kam zurück als %1</translation>
    </message>
    <message>
        <source>the message is no longer kept; its receipt is</source>
        <translation>die Nachricht wird nicht mehr aufbewahrt; ihre Quittung schon</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>a type, whom</comment>
        <translation>%1 an %2</translation>
    </message>
    <message>
        <source>message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>by a source, which took it from its queue</source>
        <translation>von einer Quelle, die sie ihrer Warteschlange entnommen hat</translation>
    </message>
</context>
<context>
    <name>fanlight::FollowView</name>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Gone before that</source>
        <translation>Vorher gegangen</translation>
    </message>
    <message>
        <source>… and came back for it</source>
        <translation>… und zurück, um es zu holen</translation>
    </message>
    <message>
        <source>‹ Messages</source>
        <translation>‹ Nachrichten</translation>
    </message>
    <message>
        <source>Back to the messages</source>
        <translation>Zurück zu den Nachrichten</translation>
    </message>
    <message>
        <source>Back to the messages (Esc)</source>
        <translation>Zurück zu den Nachrichten (Esc)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Its way</source>
        <translation>Ihr Weg</translation>
    </message>
    <message>
        <source>ms after the publish</source>
        <translation>ms nach dem Publish</translation>
    </message>
    <message>
        <source>Its way, step by step</source>
        <translation>Ihr Weg, Schritt für Schritt</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Quittung</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>Auf der Leitung</translation>
    </message>
    <message>
        <source>The client whose wire is shown</source>
        <translation>Der Client, dessen Leitung gezeigt wird</translation>
    </message>
    <message>
        <source>Bytes on the wire</source>
        <translation>Bytes auf der Leitung</translation>
    </message>
    <message>
        <source>Nothing of this notification is kept any more</source>
        <translation>Nichts von dieser Benachrichtigung wird noch aufbewahrt</translation>
    </message>
    <message>
        <source>The last %1 messages (at most %2) and the last 1,000 receipts are kept, behind Redis for ten minutes.</source>
        <translation>Aufbewahrt werden die letzten %1 Nachrichten (höchstens %2) und die letzten 1,000 Quittungen, bei Redis zehn Minuten lang.</translation>
    </message>
    <message>
        <source>A notification</source>
        <translation>Eine Benachrichtigung</translation>
    </message>
    <message>
        <source>nobody was there</source>
        <translation>niemand war da</translation>
    </message>
    <message>
        <source>%1 of %2 acknowledged</source>
        <translation>%1 von %2 bestätigt</translation>
    </message>
    <message>
        <source>no receipt</source>
        <translation>keine Quittung</translation>
    </message>
    <message>
        <source>written to %1</source>
        <comment>a count of clients</comment>
        <translation>an %1 geschrieben</translation>
    </message>
    <message>
        <source>First, %1, last</source>
        <comment>latencies; percentiles</comment>
        <translation>Erste, %1, letzte</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>one or several latencies</comment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a step, what is known of it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>not timed</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>%1 ms after the publish</source>
        <translation>%1 ms nach dem Publish</translation>
    </message>
    <message>
        <source>goes on</source>
        <translation>dauert an</translation>
    </message>
    <message>
        <source>settled; the last after %1 ms</source>
        <translation>abgeschlossen; die letzte nach %1 ms</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>no longer kept</source>
        <translation>nicht mehr aufbewahrt</translation>
    </message>
    <message>
        <source>none was asked for; a sample is timed</source>
        <translation>keine wurde verlangt; eine Stichprobe wird gemessen</translation>
    </message>
    <message>
        <source>The message is no longer kept.</source>
        <translation>Die Nachricht wird nicht mehr aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>fanlight::Format</name>
    <message numerus="yes">
        <source>%1 of %2 core(s)</source>
        <comment>processor use</comment>
        <translation>
            <numerusform>%1 von %2 Kern</numerusform>
            <numerusform>%1 von %2 Kernen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::FramesView</name>
    <message>
        <source>HTTP chunks</source>
        <translation>HTTP-Chunks</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Last frames</source>
        <translation>Letzte Frames</translation>
    </message>
    <message>
        <source>Shows the framing of HTTP/1.1 around what the client&apos;s parser sees: a length, ␍␊, the bytes, ␍␊</source>
        <translation>Zeigt den Rahmen von HTTP/1.1 um das, was der Parser des Clients sieht: eine Länge, ␍␊, die Bytes, ␍␊</translation>
    </message>
    <message>
        <source>Copy the frames</source>
        <translation>Die Frames kopieren</translation>
    </message>
    <message>
        <source>Nothing was sent since it is watched.</source>
        <translation>Seit Beginn der Beobachtung wurde nichts gesendet.</translation>
    </message>
    <message numerus="yes">
        <source>… %1 earlier frame(s) is/are kept no longer</source>
        <translation>
            <numerusform>… %1 früherer Frame wird nicht mehr aufbewahrt</numerusform>
            <numerusform>… %1 frühere Frames werden nicht mehr aufbewahrt</numerusform>
        </translation>
    </message>
    <message>
        <source>… and earlier ones</source>
        <translation>… und frühere</translation>
    </message>
    <message>
        <source>From history,
before it was watched:</source>
        <translation>Aus dem Verlauf,
vor der Beobachtung:</translation>
    </message>
    <message>
        <source>Newer frames wait until you are back on top.</source>
        <translation>Neuere Frames warten, bis wieder ganz oben.</translation>
    </message>
</context>
<context>
    <name>fanlight::HistoryRecorder</name>
    <message>
        <source>Fanlight started again</source>
        <translation>Fanlight wurde neu gestartet</translation>
    </message>
</context>
<context>
    <name>fanlight::HistoryRow</name>
    <message>
        <source>Keep what is seen</source>
        <translation>Behalten, was zu sehen ist</translation>
    </message>
    <message>
        <source>with payloads</source>
        <translation>mit Inhalten</translation>
    </message>
    <message>
        <source>Forget all…</source>
        <translation>Alles vergessen…</translation>
    </message>
    <message>
        <source>figures, messages, ended streams, log and markers, for the charts and tables of the next start; in %1</source>
        <translation>Messwerte, Nachrichten, beendete Streams, Log und Marken, für die Diagramme und Tabellen des nächsten Starts; in %1</translation>
    </message>
    <message>
        <source>At most so much on disk</source>
        <translation>Höchstens so viel auf dem Datenträger</translation>
    </message>
    <message>
        <source>At most so long</source>
        <translation>Höchstens so lange</translation>
    </message>
    <message>
        <source>Without them messages come back with their size, and nothing of what was in them.</source>
        <translation>Ohne sie kommen Nachrichten mit ihrer Größe zurück und mit nichts von dem, was darin stand.</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>Takes effect at once.</source>
        <translation>Wirkt sofort.</translation>
    </message>
    <message>
        <source>History over restarts</source>
        <translation>Verlauf über Neustarts</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>history is kept</source>
        <translation>Verlauf wird behalten</translation>
    </message>
    <message>
        <source>history is no longer kept</source>
        <translation>Verlauf wird nicht mehr behalten</translation>
    </message>
    <message>
        <source>Forget all</source>
        <translation>Alles vergessen</translation>
    </message>
    <message>
        <source>Remove all that was kept of this hub? It does not come back with the next start. What the window shows now stays until it closes.</source>
        <translation>Alles entfernen, was von diesem Hub behalten wurde? Es kommt mit dem nächsten Start nicht zurück. Was das Fenster jetzt zeigt, bleibt, bis es schließt.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>&amp;Forget</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>history forgotten</source>
        <translation>Verlauf vergessen</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufzeichnung</translation>
    </message>
    <message>
        <source>At most so much on disk, for all hubs together</source>
        <translation>Höchstens so viel auf der Platte, für alle Hubs zusammen</translation>
    </message>
</context>
<context>
    <name>fanlight::HistoryWords</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n Stunde</numerusform>
            <numerusform>%n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n Minute</numerusform>
            <numerusform>%n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Recording: opening the file</source>
        <translation>Aufzeichnung: Datei wird geöffnet</translation>
    </message>
    <message>
        <source>Not recording: another window does</source>
        <translation>Keine Aufzeichnung: ein anderes Fenster zeichnet auf</translation>
    </message>
    <message>
        <source>Not recording: %1</source>
        <translation>Keine Aufzeichnung: %1</translation>
    </message>
    <message numerus="yes">
        <source>Recording: %1 of %2, %3 row(s) lost</source>
        <translation>
            <numerusform>Aufzeichnung: %1 von %2, %3 Zeile verloren</numerusform>
            <numerusform>Aufzeichnung: %1 von %2, %3 Zeilen verloren</numerusform>
        </translation>
    </message>
    <message>
        <source>Recording: %1 of %2</source>
        <translation>Aufzeichnung: %1 von %2</translation>
    </message>
    <message>
        <source>Recording: %1 of %2, %3</source>
        <translation>Aufzeichnung: %1 von %2, %3</translation>
    </message>
    <message>
        <source>The history file is of a newer version of Fanlight. It was put aside as %1, and a new one begun.</source>
        <translation>Die Datei des Verlaufs ist von einer neueren Version von Fanlight. Sie wurde als %1 beiseitegelegt und eine neue begonnen.</translation>
    </message>
    <message>
        <source>What stood in place of the history file is no history of Fanlight. It was put aside as %1, and a new one begun.</source>
        <translation>Was anstelle der Datei des Verlaufs stand, ist kein Verlauf von Fanlight. Es wurde als %1 beiseitegelegt und eine neue begonnen.</translation>
    </message>
    <message>
        <source>The history file was damaged. It was put aside as %1, and a new one begun.</source>
        <translation>Die Datei des Verlaufs war beschädigt. Sie wurde als %1 beiseitegelegt und eine neue begonnen.</translation>
    </message>
    <message>
        <source>Nothing is kept over the end of the program.</source>
        <translation>Über das Ende des Programms hinaus wird nichts behalten.</translation>
    </message>
    <message>
        <source>The history file is being opened.</source>
        <translation>Die Datei des Verlaufs wird geöffnet.</translation>
    </message>
    <message>
        <source>Another window records this hub (process %1). This one begins when that one has ended.</source>
        <translation>Ein anderes Fenster zeichnet diesen Hub auf (Prozess %1). Dieses beginnt, wenn jenes geendet hat.</translation>
    </message>
    <message>
        <source>Another window records this hub. This one begins when that one has ended.</source>
        <translation>Ein anderes Fenster zeichnet diesen Hub auf. Dieses beginnt, wenn jenes geendet hat.</translation>
    </message>
    <message>
        <source>The history cannot be written: %1. It is tried again every two seconds; what comes meanwhile waits as long as there is room. Make room on the disk, or give the folder back its rights to be written.</source>
        <translation>Der Verlauf kann nicht geschrieben werden: %1. Es wird alle zwei Sekunden wieder versucht; was inzwischen kommt, wartet, solange Platz ist. Platz auf dem Datenträger schaffen oder das Schreiben in den Ordner wieder erlauben.</translation>
    </message>
    <message numerus="yes">
        <source>What is seen here is kept for the next start, at most %1 and %n day(s).</source>
        <translation>
            <numerusform>Was hier zu sehen ist, wird für den nächsten Start behalten, höchstens %1 und %n Tag.</numerusform>
            <numerusform>Was hier zu sehen ist, wird für den nächsten Start behalten, höchstens %1 und %n Tage.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s), streams and log lines came faster than they could be written.</source>
        <translation>
            <numerusform>%1 Nachricht, Stream oder Logzeile kam schneller, als geschrieben werden konnte.</numerusform>
            <numerusform>%1 Nachrichten, Streams und Logzeilen kamen schneller, als geschrieben werden konnte.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::HubRoom</name>
    <message>
        <source>test clients started</source>
        <translation>Testclients gestartet</translation>
    </message>
    <message>
        <source>%1, %2 – Fanlight</source>
        <comment>name of a server, address</comment>
        <translation>%1, %2 – Fanlight</translation>
    </message>
    <message>
        <source>%1 – Fanlight</source>
        <comment>address</comment>
        <translation>%1 – Fanlight</translation>
    </message>
    <message>
        <source>%1, %2 – Fanlight</source>
        <comment>address, instance</comment>
        <translation>%1, %2 – Fanlight</translation>
    </message>
    <message>
        <source>No test clients</source>
        <translation>Keine Testclients</translation>
    </message>
    <message>
        <source>copied the curl command</source>
        <translation>curl-Befehl kopiert</translation>
    </message>
    <message>
        <source>Nothing to export</source>
        <translation>Nichts zu exportieren</translation>
    </message>
    <message>
        <source>Nothing was measured yet.</source>
        <translation>Noch wurde nichts gemessen.</translation>
    </message>
</context>
<context>
    <name>fanlight::IdFields</name>
    <message>
        <source>Event id</source>
        <translation>Event-ID</translation>
    </message>
    <message>
        <source>Once key</source>
        <translation>Einmal-Schlüssel</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>What has the same key within five minutes is not published again, but answered with what the first came to.</source>
        <translation>Was innerhalb von fünf Minuten denselben Schlüssel hat, wird nicht noch einmal veröffentlicht, sondern mit dem Ergebnis des ersten beantwortet.</translation>
    </message>
    <message>
        <source>once key</source>
        <translation>Einmal-Schlüssel</translation>
    </message>
</context>
<context>
    <name>fanlight::JsonCheck</name>
    <message>
        <source>a JSON value</source>
        <translation>ein JSON-Wert</translation>
    </message>
    <message>
        <source>the end of the text</source>
        <translation>das Ende des Textes</translation>
    </message>
    <message>
        <source>at most %1 levels of nesting</source>
        <translation>höchstens %1 Ebenen Verschachtelung</translation>
    </message>
    <message>
        <source>a name in double quotes or “}”</source>
        <translation>ein Name in doppelten Anführungszeichen oder „}“</translation>
    </message>
    <message>
        <source>“,” or “}”</source>
        <translation>„,“ oder „}“</translation>
    </message>
    <message>
        <source>a name in double quotes</source>
        <translation>ein Name in doppelten Anführungszeichen</translation>
    </message>
    <message>
        <source>a value</source>
        <translation>ein Wert</translation>
    </message>
    <message>
        <source>a value or “]”</source>
        <translation>ein Wert oder „]“</translation>
    </message>
    <message>
        <source>“,” or “]”</source>
        <translation>„,“ oder „]“</translation>
    </message>
    <message>
        <source>a closing quote (write \n, \t)</source>
        <translation>ein schließendes Anführungszeichen (\n, \t schreiben)</translation>
    </message>
    <message>
        <source>a closing quote</source>
        <translation>ein schließendes Anführungszeichen</translation>
    </message>
    <message>
        <source>one of &quot; \ / b f n r t u after “\”</source>
        <translation>eines von &quot; \ / b f n r t u nach „\“</translation>
    </message>
    <message>
        <source>four hexadecimal digits after “\u”</source>
        <translation>vier hexadezimale Ziffern nach „\u“</translation>
    </message>
    <message>
        <source>a digit</source>
        <translation>eine Ziffer</translation>
    </message>
    <message>
        <source>line %1, column %2: expected %3</source>
        <translation>Zeile %1, Spalte %2: erwartet wird %3</translation>
    </message>
</context>
<context>
    <name>fanlight::JsonList</name>
    <message>
        <source>%1 could not be read; it was moved to %2.</source>
        <comment>a list, its file</comment>
        <translation>%1 konnte nicht gelesen werden und wurde nach %2 verschoben.</translation>
    </message>
    <message>
        <source>%1 (%2) could not be read and could not be moved aside.</source>
        <comment>a list, its file</comment>
        <translation>%1 (%2) konnte nicht gelesen und nicht beiseitegelegt werden.</translation>
    </message>
    <message>
        <source>%1 (%2): %3</source>
        <comment>a list, its file, what is wrong with it</comment>
        <translation>%1 (%2): %3</translation>
    </message>
    <message>
        <source>%1 could not be saved (%2): %3</source>
        <comment>a list, its file, what is wrong with it</comment>
        <translation>%1 konnte nicht gespeichert werden (%2): %3</translation>
    </message>
</context>
<context>
    <name>fanlight::KeychainStore</name>
    <message>
        <source>The secret service refused it: unlock it, or allow Fanlight.</source>
        <translation>Der Geheimnisdienst hat es abgelehnt: ihn entsperren oder Fanlight erlauben.</translation>
    </message>
    <message>
        <source>No secret service answers.</source>
        <translation>Kein Geheimnisdienst antwortet.</translation>
    </message>
    <message>
        <source>No secret service answers: %1</source>
        <translation>Kein Geheimnisdienst antwortet: %1</translation>
    </message>
</context>
<context>
    <name>fanlight::LanguageRow</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language: %1</source>
        <translation>Sprache: %1</translation>
    </message>
    <message>
        <source>next start</source>
        <translation>nächster Start</translation>
    </message>
    <message>
        <source>Takes effect when Fanlight is started again.</source>
        <translation>Wirkt, wenn Fanlight neu gestartet wird.</translation>
    </message>
    <message>
        <source>of this window; what the hub logs and answers is English</source>
        <translation>dieses Fensters; was der Hub loggt und antwortet, ist Englisch</translation>
    </message>
    <message>
        <source>--language overrules what is kept here</source>
        <translation>--language setzt sich über das hier Aufbewahrte hinweg</translation>
    </message>
    <message>
        <source>Kept; the window speaks it when Fanlight is started again.</source>
        <translation>Aufbewahrt; das Fenster spricht sie, wenn Fanlight neu gestartet wird.</translation>
    </message>
    <message>
        <source>from --language</source>
        <translation>aus --language</translation>
    </message>
    <message>
        <source>settings file</source>
        <translation>Einstellungsdatei</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
</context>
<context>
    <name>fanlight::LatencyBars</name>
    <message>
        <source>Distribution of the acknowledged latency</source>
        <translation>Verteilung der bestätigten Latenz</translation>
    </message>
    <message>
        <source>nothing was measured</source>
        <translation>nichts wurde gemessen</translation>
    </message>
    <message>
        <source>half of them within %1 ms, 99 % within %2 ms, the last after %3 ms</source>
        <translation>die Hälfte binnen %1 ms, 99 % binnen %2 ms, die letzte nach %3 ms</translation>
    </message>
</context>
<context>
    <name>fanlight::LegendKey</name>
    <message>
        <source>Show or hide “%1”</source>
        <translation>„%1“ zeigen oder ausblenden</translation>
    </message>
</context>
<context>
    <name>fanlight::LetterCheck</name>
    <message>
        <source>The body has %1, over the limit of %2.</source>
        <translation>Der Inhalt hat %1, mehr als die Grenze von %2.</translation>
    </message>
    <message>
        <source>Its headers name nobody: without fan-user it cannot be sent from here.</source>
        <translation>Ihre Kopfzeilen nennen niemanden: ohne fan-user kann sie von hier nicht gesendet werden.</translation>
    </message>
</context>
<context>
    <name>fanlight::LetterModel</name>
    <message>
        <source>Died</source>
        <translation>Gestorben</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Message id</source>
        <translation>Nachrichten-Id</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
</context>
<context>
    <name>fanlight::LetterView</name>
    <message>
        <source>Plain text</source>
        <translation>Reiner Text</translation>
    </message>
    <message>
        <source>&amp;Mend…</source>
        <translation>Aus&amp;bessern…</translation>
    </message>
    <message>
        <source>Send &amp;mended</source>
        <translation>Aus&amp;gebessert senden</translation>
    </message>
    <message>
        <source>Forma&amp;t</source>
        <translation>Forma&amp;tieren</translation>
    </message>
    <message>
        <source>Lea&amp;ve as it is</source>
        <translation>So lasse&amp;n</translation>
    </message>
    <message>
        <source>Why it died</source>
        <translation>Warum sie starb</translation>
    </message>
    <message>
        <source>Body of the dead letter</source>
        <translation>Inhalt der toten Nachricht</translation>
    </message>
    <message>
        <source>Change the body here, and send it again.</source>
        <translation>Den Inhalt hier ändern und erneut senden.</translation>
    </message>
    <message>
        <source>Send the mended letter</source>
        <translation>Die ausgebesserte Nachricht senden</translation>
    </message>
    <message>
        <source>Leave the letter as it is</source>
        <translation>Die Nachricht so lassen, wie sie ist</translation>
    </message>
    <message>
        <source>Body, to be mended</source>
        <translation>Inhalt, zum Ausbessern</translation>
    </message>
    <message>
        <source>The body is no JSON: it goes out as it is written.</source>
        <translation>Der Inhalt ist kein JSON: er geht hinaus, wie er dasteht.</translation>
    </message>
    <message>
        <source>died %1</source>
        <comment>when</comment>
        <translation>gestorben %1</translation>
    </message>
    <message numerus="yes">
        <source>tried %n time(s)</source>
        <translation>
            <numerusform>%n-mal versucht</numerusform>
            <numerusform>%n-mal versucht</numerusform>
        </translation>
    </message>
    <message>
        <source>id %1</source>
        <translation>Id %1</translation>
    </message>
    <message>
        <source>to %1</source>
        <comment>whom</comment>
        <translation>an %1</translation>
    </message>
    <message>
        <source>type %1</source>
        <translation>Typ %1</translation>
    </message>
    <message>
        <source>event %1</source>
        <translation>Ereignis %1</translation>
    </message>
    <message>
        <source>It is no longer among the dead: somebody sent or removed it.</source>
        <translation>Sie ist nicht mehr unter den toten: jemand hat sie gesendet oder entfernt.</translation>
    </message>
    <message>
        <source>the hub would take it, %1</source>
        <comment>its size</comment>
        <translation>der Hub nähme sie an, %1</translation>
    </message>
</context>
<context>
    <name>fanlight::LettersCard</name>
    <message numerus="yes">
        <source>%1 dead letter(s)</source>
        <translation>
            <numerusform>%1 tote Nachricht</numerusform>
            <numerusform>%1 tote Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>&amp;Send as it is</source>
        <translation>&amp;Senden, wie sie ist</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Cance&amp;l</source>
        <translation>Abbre&amp;chen</translation>
    </message>
    <message>
        <source>Export dead letters</source>
        <translation>Tote Nachrichten exportieren</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Tote Nachrichten</translation>
    </message>
    <message>
        <source>Filter: a part of reason, id, recipient or type</source>
        <translation>Filter: ein Teil von Grund, Id, Empfänger oder Typ</translation>
    </message>
    <message>
        <source>Filter dead letters</source>
        <translation>Tote Nachrichten filtern</translation>
    </message>
    <message>
        <source>Asks the source which letters it keeps now.</source>
        <translation>Fragt die Quelle, welche Nachrichten sie jetzt aufhebt.</translation>
    </message>
    <message>
        <source>Publishes what is selected once more, with the body it has; what is taken leaves the dead letters.</source>
        <translation>Veröffentlicht das Ausgewählte noch einmal mit dem Inhalt, den es hat; was angenommen wird, verlässt die toten Nachrichten.</translation>
    </message>
    <message>
        <source>Removes what is selected from the source for good.</source>
        <translation>Entfernt das Ausgewählte endgültig aus der Quelle.</translation>
    </message>
    <message>
        <source>Saves the shown letters as CSV, with their bodies.</source>
        <translation>Speichert die gezeigten Nachrichten als CSV, mit ihrem Inhalt.</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Mend the selected letter</source>
        <translation>Die ausgewählte Nachricht ausbessern</translation>
    </message>
    <message>
        <source>Remove the selected letters</source>
        <translation>Die ausgewählten Nachrichten entfernen</translation>
    </message>
    <message>
        <source>Read the dead letters again</source>
        <translation>Die toten Nachrichten neu lesen</translation>
    </message>
    <message>
        <source>Sent again, and refused: %1</source>
        <translation>Erneut gesendet und abgewiesen: %1</translation>
    </message>
    <message>
        <source>Select a dead letter to see why it died, and to mend it.</source>
        <translation>Eine tote Nachricht auswählen, um zu sehen, warum sie starb, und sie auszubessern.</translation>
    </message>
    <message>
        <source>%1 selected</source>
        <comment>12 dead letters</comment>
        <translation>%1 ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>Send %n letter(s) again?</source>
        <translation>
            <numerusform>%n Nachricht erneut senden?</numerusform>
            <numerusform>%n Nachrichten erneut senden?</numerusform>
        </translation>
    </message>
    <message>
        <source>They are published with the bodies they have. What is refused again stays where it is.</source>
        <translation>Sie werden mit dem Inhalt veröffentlicht, den sie haben. Was wieder abgewiesen wird, bleibt, wo es ist.</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n dead letter(s)?</source>
        <translation>
            <numerusform>%n tote Nachricht entfernen?</numerusform>
            <numerusform>%n tote Nachrichten entfernen?</numerusform>
        </translation>
    </message>
    <message>
        <source>The source forgets them for good: nobody gets what they say.</source>
        <translation>Die Quelle vergisst sie endgültig: niemand bekommt, was darin steht.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Sending again at %1: %2</source>
        <comment>a source, 3 of 12</comment>
        <translation>Erneut senden bei %1: %2</translation>
    </message>
    <message>
        <source>Removing at %1: %2</source>
        <comment>a source, 3 of 12</comment>
        <translation>Entfernen bei %1: %2</translation>
    </message>
    <message>
        <source>%1 sent again at %2</source>
        <comment>3 dead letters, a source</comment>
        <translation>%1 erneut gesendet bei %2</translation>
    </message>
    <message>
        <source>%1 removed at %2</source>
        <comment>3 dead letters, a source</comment>
        <translation>%1 entfernt bei %2</translation>
    </message>
    <message>
        <source>%1, %2 not: %3</source>
        <comment>what was done, how many were not, why</comment>
        <translation>%1, %2 nicht: %3</translation>
    </message>
    <message>
        <source>%1, then cancelled</source>
        <translation>%1, dann abgebrochen</translation>
    </message>
    <message>
        <source>the newest %1 of %2</source>
        <translation>die neuesten %1 von %2</translation>
    </message>
    <message>
        <source>not read again: %1</source>
        <comment>why</comment>
        <translation>nicht neu gelesen: %1</translation>
    </message>
    <message>
        <source>&amp;Send %1 as they are</source>
        <translation>%1 &amp;senden, wie sie sind</translation>
    </message>
    <message>
        <source>&amp;Remove %1…</source>
        <comment>how many</comment>
        <translation>%1 &amp;entfernen…</translation>
    </message>
    <message>
        <source>No letter matches the filter</source>
        <translation>Keine Nachricht passt zum Filter</translation>
    </message>
    <message>
        <source>All others are still there.</source>
        <translation>Alle anderen sind noch da.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>The dead letters cannot be read</source>
        <translation>Die toten Nachrichten lassen sich nicht lesen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Reading the dead letters</source>
        <translation>Die toten Nachrichten werden gelesen</translation>
    </message>
    <message>
        <source>No dead letters</source>
        <translation>Keine toten Nachrichten</translation>
    </message>
    <message numerus="yes">
        <source>A message that is refused %n time(s) is kept here, with the reason, to be mended and sent again.</source>
        <translation>
            <numerusform>Eine Nachricht, die %n-mal abgewiesen wird, wird hier mit dem Grund aufgehoben, um ausgebessert und erneut gesendet zu werden.</numerusform>
            <numerusform>Eine Nachricht, die %n-mal abgewiesen wird, wird hier mit dem Grund aufgehoben, um ausgebessert und erneut gesendet zu werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Mend…	Enter</source>
        <translation>Aus&amp;bessern…	Eingabe</translation>
    </message>
    <message>
        <source>%1	Del</source>
        <comment>an action, its key</comment>
        <translation>%1	Entf</translation>
    </message>
    <message>
        <source>&amp;Copy rows	Ctrl+C</source>
        <translation>Zeilen &amp;kopieren	Strg+C</translation>
    </message>
    <message>
        <source>Copy the &amp;body</source>
        <translation>Den &amp;Inhalt kopieren</translation>
    </message>
    <message>
        <source>Copy the r&amp;eason</source>
        <translation>Den &amp;Grund kopieren</translation>
    </message>
    <message>
        <source>Copy the message &amp;id</source>
        <translation>Die Nachrichten-I&amp;d kopieren</translation>
    </message>
</context>
<context>
    <name>fanlight::LimitsPage</name>
    <message>
        <source>Room left</source>
        <translation>Freier Platz</translation>
    </message>
    <message>
        <source>clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Memory of a connection</source>
        <translation>Speicher einer Verbindung</translation>
    </message>
    <message>
        <source>Memory free here</source>
        <translation>Freier Speicher hier</translation>
    </message>
    <message>
        <source>limited by memory, as budgeted</source>
        <translation>begrenzt durch den veranschlagten Speicher</translation>
    </message>
    <message>
        <source>limited by %1</source>
        <translation>begrenzt durch %1</translation>
    </message>
    <message>
        <source>by descriptors: %1</source>
        <translation>nach Deskriptoren: %1</translation>
    </message>
    <message>
        <source>by the connection cap: %1</source>
        <translation>nach der Obergrenze der Verbindungen: %1</translation>
    </message>
    <message>
        <source>there is none</source>
        <translation>es gibt keine</translation>
    </message>
    <message>
        <source>by memory, as budgeted since nothing was measured: %1</source>
        <translation>nach Speicher, veranschlagt, da nichts gemessen ist: %1</translation>
    </message>
    <message>
        <source>by memory, as measured: %1</source>
        <translation>nach Speicher, gemessen: %1</translation>
    </message>
    <message>
        <source>cap %1</source>
        <translation>Obergrenze %1</translation>
    </message>
    <message>
        <source>no limit of its own</source>
        <translation>keine eigene Grenze</translation>
    </message>
    <message>
        <source>%1 per user</source>
        <translation>%1 je Nutzer</translation>
    </message>
    <message>
        <source>no limit per user</source>
        <translation>keine Grenze je Nutzer</translation>
    </message>
    <message>
        <source>hub and kernel, of a budget of %1</source>
        <translation>Hub und Kernel, bei einem Budget von %1</translation>
    </message>
    <message>
        <source>not measured; budget %1</source>
        <translation>nicht gemessen; Budget %1</translation>
    </message>
    <message>
        <source>of the machine, or of its control group</source>
        <translation>des Rechners oder seiner Control Group</translation>
    </message>
    <message>
        <source>Fanlight capacity plan, %1</source>
        <translation>Fanlight-Kapazitätsplan, %1</translation>
    </message>
</context>
<context>
    <name>fanlight::LinkBanner</name>
    <message>
        <source>&amp;Try now</source>
        <translation>Jetzt &amp;versuchen</translation>
    </message>
    <message>
        <source>The hub does not answer</source>
        <translation>Der Hub antwortet nicht</translation>
    </message>
    <message>
        <source>Does not wait for the next try</source>
        <translation>Wartet nicht auf den nächsten Versuch</translation>
    </message>
    <message>
        <source>Try %1 now</source>
        <translation>%1 jetzt versuchen</translation>
    </message>
    <message>
        <source>The hub</source>
        <translation>Der Hub</translation>
    </message>
    <message>
        <source>%1 lets this window look no further.</source>
        <comment>a hub</comment>
        <translation>%1 lässt dieses Fenster nicht weiter zusehen.</translation>
    </message>
    <message>
        <source>Connecting to %1; tried again in %2 s.</source>
        <translation>Verbinden mit %1; neuer Versuch in %2 s.</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbinden mit %1…</translation>
    </message>
    <message>
        <source>%1 does not answer; tried again in %2 s.</source>
        <translation>%1 antwortet nicht; neuer Versuch in %2 s.</translation>
    </message>
    <message>
        <source>%1 does not answer; it is tried again.</source>
        <translation>%1 antwortet nicht; es wird wieder versucht.</translation>
    </message>
    <message>
        <source>%1 does not answer since %2; tried again in %3 s.</source>
        <translation>%1 antwortet seit %2 nicht; neuer Versuch in %3 s.</translation>
    </message>
    <message>
        <source>%1 does not answer since %2; it is tried again.</source>
        <translation>%1 antwortet seit %2 nicht; es wird wieder versucht.</translation>
    </message>
    <message>
        <source>Nothing can be changed meanwhile.</source>
        <translation>Inzwischen kann nichts geändert werden.</translation>
    </message>
    <message>
        <source>What is shown is of %1.</source>
        <comment>a time</comment>
        <translation>Zu sehen ist der Stand von %1.</translation>
    </message>
    <message>
        <source>What is shown is the last that it told.</source>
        <translation>Zu sehen ist das Letzte, was er gesagt hat.</translation>
    </message>
    <message>
        <source>The pages go on by themselves once it answers.</source>
        <translation>Die Seiten gehen von selbst weiter, sobald er antwortet.</translation>
    </message>
</context>
<context>
    <name>fanlight::LiveOptionsCard</name>
    <message>
        <source>Limits of the running hub</source>
        <translation>Grenzen des laufenden Hubs</translation>
    </message>
    <message>
        <source>Taken over at once; clients stay connected. Enter applies. They are kept for the next start, and are the same as in Settings.</source>
        <translation>Wirken sofort; Clients bleiben verbunden. Enter wendet an. Sie werden für den nächsten Start behalten und sind dieselben wie in den Einstellungen.</translation>
    </message>
    <message>
        <source>The hub is not listening. What it starts with stands in Settings.</source>
        <translation>Der Hub ist nicht auf Empfang. Womit er startet, steht in den Einstellungen.</translation>
    </message>
</context>
<context>
    <name>fanlight::LoadDesk</name>
    <message>
        <source>load test started</source>
        <translation>Lasttest gestartet</translation>
    </message>
    <message numerus="yes">
        <source>load test over: %1 event(s), %2 lost</source>
        <translation>
            <numerusform>Lasttest vorbei: %1 Event, %2 verloren</numerusform>
            <numerusform>Lasttest vorbei: %1 Events, %2 verloren</numerusform>
        </translation>
    </message>
    <message>
        <source>load test: %1</source>
        <translation>Lasttest: %1</translation>
    </message>
    <message>
        <source>load test ended</source>
        <translation>Lasttest beendet</translation>
    </message>
    <message>
        <source>Looking at the target…</source>
        <translation>Das Ziel wird angesehen…</translation>
    </message>
    <message>
        <source>Waiting for what is on its way…</source>
        <translation>Warten auf das, was unterwegs ist…</translation>
    </message>
    <message>
        <source>Phase %1 of %2, %3 left</source>
        <translation>Phase %1 von %2, noch %3</translation>
    </message>
    <message>
        <source>%1 clients of this hub need %2 descriptors, two each, and %3 are free in this process: some may be refused. fanlight-load beside it, or a higher limit (ulimit -n), has room.</source>
        <translation>%1 Clients dieses Hubs brauchen %2 Deskriptoren, je zwei, und %3 sind in diesem Prozess frei: Manche könnten abgewiesen werden. fanlight-load daneben oder ein höheres Limit (ulimit -n) schafft Platz.</translation>
    </message>
    <message>
        <source>report saved to %1</source>
        <translation>Bericht nach %1 gespeichert</translation>
    </message>
    <message>
        <source>report not saved: %1</source>
        <translation>Bericht nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>%1 runs have names, and no more are kept: this one is not. Save its report, or delete a run.</source>
        <translation>%1 Läufe haben Namen, und mehr werden nicht behalten: dieser nicht. Seinen Bericht speichern oder einen Lauf löschen.</translation>
    </message>
    <message>
        <source>select two to compare; %1 of at most %2 kept</source>
        <translation>zwei zum Vergleichen auswählen; %1 von höchstens %2 behalten</translation>
    </message>
    <message>
        <source>run not opened: %1</source>
        <translation>Lauf nicht geöffnet: %1</translation>
    </message>
    <message>
        <source>run deleted</source>
        <translation>Lauf gelöscht</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) deleted</source>
        <translation>
            <numerusform>%n Lauf gelöscht</numerusform>
            <numerusform>%n Läufe gelöscht</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::LoadFigures</name>
    <message>
        <source>Clients at most</source>
        <translation>Clients höchstens</translation>
    </message>
    <message>
        <source>Clients that failed</source>
        <translation>Clients, die scheiterten</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Events/s</source>
        <translation>Events/s</translation>
    </message>
    <message>
        <source>Bytes/s</source>
        <translation>Bytes/s</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p90</source>
        <translation>p90</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>p99.9</source>
        <translation>p99.9</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>Längste</translation>
    </message>
    <message>
        <source>Raw p99</source>
        <translation>p99 roh</translation>
    </message>
    <message>
        <source>Connect p99</source>
        <translation>Verbinden p99</translation>
    </message>
    <message>
        <source>First byte p99</source>
        <translation>Erstes Byte p99</translation>
    </message>
    <message>
        <source>Publish answer p99</source>
        <translation>Publish-Antwort p99</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Twice</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>Falsche Reihenfolge</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Verspätet</translation>
    </message>
    <message>
        <source>Reconnects</source>
        <translation>Wiederverbindungen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Tester’s CPU</source>
        <translation>CPU des Testers</translation>
    </message>
    <message>
        <source>Tester’s CPU per event</source>
        <translation>CPU des Testers je Event</translation>
    </message>
    <message>
        <source>In memory</source>
        <translation>Im Speicher</translation>
    </message>
    <message>
        <source>Redis</source>
        <translation>Redis</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>heute %1</translation>
    </message>
</context>
<context>
    <name>fanlight::LoadPage</name>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Open YAML…</source>
        <translation>YAML öffnen…</translation>
    </message>
    <message>
        <source>Save YAML…</source>
        <translation>YAML speichern…</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>A test script of Artillery; what it says that is not known is named (Ctrl+O)</source>
        <translation>Ein Testskript von Artillery; was darin unbekannt ist, wird genannt (Strg+O)</translation>
    </message>
    <message>
        <source>Progress of the test</source>
        <translation>Fortschritt des Tests</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>The line of fanlight-load that runs the same, for a terminal or for CI</source>
        <translation>Die Zeile von fanlight-load, die dasselbe ausführt, für ein Terminal oder für CI</translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation>Strg+R</translation>
    </message>
    <message>
        <source>Run or stop the test</source>
        <translation>Den Test starten oder anhalten</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>Ein Szenario öffnen</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Den Bericht speichern</translation>
    </message>
    <message>
        <source>Artillery scenario (*.yml *.yaml);;All files (*)</source>
        <translation>Artillery-Szenario (*.yml *.yaml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>opened %1</source>
        <translation>%1 geöffnet</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>Das Szenario speichern</translation>
    </message>
    <message>
        <source>Artillery scenario (*.yml *.yaml)</source>
        <translation>Artillery-Szenario (*.yml *.yaml)</translation>
    </message>
    <message>
        <source>this scenario says more than options can: save it as YAML for fanlight-load --scenario</source>
        <translation>dieses Szenario sagt mehr, als Optionen können: als YAML speichern für fanlight-load --scenario</translation>
    </message>
    <message>
        <source>copied the fanlight-load command</source>
        <translation>fanlight-load-Befehl kopiert</translation>
    </message>
    <message>
        <source>Report to look at (*.html);;Everything (*.json);;Samples (*.csv)</source>
        <translation>Bericht zum Ansehen (*.html);;Alles (*.json);;Messpunkte (*.csv)</translation>
    </message>
</context>
<context>
    <name>fanlight::LogDetail</name>
    <message>
        <source>Copy line</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Verfolgen</translation>
    </message>
    <message>
        <source>Show message</source>
        <translation>Nachricht zeigen</translation>
    </message>
    <message>
        <source>Show user</source>
        <translation>Nutzer zeigen</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>The way of the notification, from its publish to each client (Ctrl+L)</source>
        <translation>Der Weg der Benachrichtigung, vom Publish bis zu jedem Client (Strg+L)</translation>
    </message>
    <message>
        <source>The line</source>
        <translation>Die Zeile</translation>
    </message>
    <message>
        <source>Select a line to read all of it.</source>
        <translation>Eine Zeile auswählen, um sie ganz zu lesen.</translation>
    </message>
    <message>
        <source>%1, %2 UTC</source>
        <translation>%1, %2 UTC</translation>
    </message>
    <message>
        <source>%1
… the first %2 of %3 characters; Copy takes all</source>
        <translation>%1
… die ersten %2 von %3 Zeichen; Kopieren nimmt alle</translation>
    </message>
    <message>
        <source>Show connection %1</source>
        <translation>Verbindung %1 zeigen</translation>
    </message>
    <message>
        <source>The streams of “%1”</source>
        <translation>Die Streams von „%1“</translation>
    </message>
</context>
<context>
    <name>fanlight::LogModel</name>
    <message>
        <source>Publishes</source>
        <translation>Veröffentlichungen</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Streams</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Everything else</source>
        <translation>Alles andere</translation>
    </message>
    <message>
        <source>Publishes, warnings and errors</source>
        <translation>Veröffentlichungen, Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Streams, warnings and errors</source>
        <translation>Streams, Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Requests, warnings and errors</source>
        <translation>Anfragen, Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Everything else, warnings and errors</source>
        <translation>Alles andere, Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
</context>
<context>
    <name>fanlight::LogPage</name>
    <message numerus="yes">
        <source>%1 line(s)</source>
        <translation>
            <numerusform>%1 Zeile</numerusform>
            <numerusform>%1 Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Only &amp;matches</source>
        <translation>Nur &amp;Treffer</translation>
    </message>
    <message>
        <source>Parts: all</source>
        <translation>Teile: alle</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the log</source>
        <translation>Das Log exportieren</translation>
    </message>
    <message>
        <source>Log (*.log)</source>
        <translation>Log (*.log)</translation>
    </message>
    <message>
        <source>Shown, from this level up</source>
        <translation>Gezeigt, ab dieser Stufe</translation>
    </message>
    <message>
        <source>Which of the recorded lines are shown: these and what is graver.</source>
        <translation>Welche der aufgezeichneten Zeilen gezeigt werden: diese und schwerwiegendere.</translation>
    </message>
    <message>
        <source>Which parts of the program are shown, with their lines.</source>
        <translation>Welche Teile des Programms gezeigt werden, mit ihren Zeilen.</translation>
    </message>
    <message>
        <source>Search the messages</source>
        <translation>Nachrichten durchsuchen</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>Das Log durchsuchen</translation>
    </message>
    <message>
        <source>Plain text, case does not count. Enter goes to the next, Shift+Enter to the one before.</source>
        <translation>Reiner Text, Groß- und Kleinschreibung zählt nicht. Enter geht zum nächsten, Umschalt+Enter zum vorigen Treffer.</translation>
    </message>
    <message>
        <source>Hides the lines that do not match; otherwise matches are marked.</source>
        <translation>Blendet Zeilen ohne Treffer aus; sonst werden Treffer markiert.</translation>
    </message>
    <message>
        <source>Holds the lines; the recording goes on.</source>
        <translation>Hält die Zeilen an; die Aufzeichnung geht weiter.</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>As &amp;text…</source>
        <translation>Als &amp;Text…</translation>
    </message>
    <message>
        <source>As &amp;CSV…</source>
        <translation>Als &amp;CSV…</translation>
    </message>
    <message>
        <source>Saves the shown lines.</source>
        <translation>Speichert die gezeigten Zeilen.</translation>
    </message>
    <message>
        <source>Recorded, from this level up</source>
        <translation>Aufgezeichnet, ab dieser Stufe</translation>
    </message>
    <message>
        <source>From which level on lines are made at all, here, on stderr and in the log file; until the program ends. Settings has it for the next start, too.</source>
        <translation>Ab welcher Stufe überhaupt Zeilen entstehen, hier, auf stderr und in der Log-Datei; bis das Programm endet. Für den nächsten Start steht es in den Einstellungen.</translation>
    </message>
    <message>
        <source>lines are recorded from %1 up</source>
        <translation>Zeilen werden ab %1 aufgezeichnet</translation>
    </message>
    <message>
        <source>Show from</source>
        <translation>Zeigen ab</translation>
    </message>
    <message>
        <source>Record from</source>
        <translation>Aufzeichnen ab</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>&amp;Copy	Ctrl+C</source>
        <translation>&amp;Kopieren	Strg+C</translation>
    </message>
    <message>
        <source>Show connection %1</source>
        <translation>Verbindung %1 zeigen</translation>
    </message>
    <message>
        <source>Follow the notification	Ctrl+L</source>
        <translation>Die Benachrichtigung verfolgen	Strg+L</translation>
    </message>
    <message>
        <source>Show message</source>
        <translation>Nachricht zeigen</translation>
    </message>
    <message>
        <source>Show user</source>
        <translation>Nutzer zeigen</translation>
    </message>
    <message>
        <source>this line names no notification</source>
        <translation>diese Zeile nennt keine Benachrichtigung</translation>
    </message>
    <message>
        <source>Follow the notification that the line names</source>
        <translation>Die Benachrichtigung verfolgen, die die Zeile nennt</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Match before</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>kept %1, evicted %2, not shown %3</source>
        <translation>%1 aufbewahrt, %2 verdrängt, %3 nicht angezeigt</translation>
    </message>
    <message>
        <source>Of each kind the last %1 lines are kept.</source>
        <translation>Von jeder Art werden die letzten %1 Zeilen aufbewahrt.</translation>
    </message>
    <message>
        <source>%1: kept %2, evicted %3</source>
        <translation>%1: %2 aufbewahrt, %3 verdrängt</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 gefunden</translation>
    </message>
    <message>
        <source>Nothing is logged</source>
        <translation>Nichts ist geloggt</translation>
    </message>
    <message>
        <source>What happens from now on is shown here.</source>
        <translation>Was von jetzt an geschieht, wird hier gezeigt.</translation>
    </message>
    <message>
        <source>Nothing was logged before the pause</source>
        <translation>Vor dem Anhalten wurde nichts geloggt</translation>
    </message>
    <message>
        <source>Resume shows what came since.</source>
        <translation>Fortsetzen zeigt, was seitdem kam.</translation>
    </message>
    <message>
        <source>No line matches</source>
        <translation>Keine Zeile passt</translation>
    </message>
    <message numerus="yes">
        <source>%1 line(s) are hidden by the level, the parts or the search.</source>
        <translation>
            <numerusform>%1 Zeile ist durch Stufe, Teile oder Suche ausgeblendet.</numerusform>
            <numerusform>%1 Zeilen sind durch Stufe, Teile oder Suche ausgeblendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all lines</source>
        <translation>Alle Zeilen zeigen</translation>
    </message>
    <message>
        <source>lines of level %1 are not recorded: see “Record from”</source>
        <comment>debug, info</comment>
        <translation>Zeilen der Stufe %1 werden nicht aufgezeichnet: siehe „Aufzeichnen ab“</translation>
    </message>
    <message>
        <source>The log goes to stderr only. Start with --log-file FILE to keep it in a file that is rotated.</source>
        <translation>Das Log geht nur nach stderr. Mit --log-file DATEI starten, um es in einer Datei zu behalten, die rotiert wird.</translation>
    </message>
    <message>
        <source>Log file %1, rotated at %2, %3 kept beside it</source>
        <translation>Log-Datei %1, rotiert bei %2, daneben %3 aufbewahrt</translation>
    </message>
</context>
<context>
    <name>fanlight::LogPartsMenu</name>
    <message>
        <source>Parts: all</source>
        <translation>Teile: alle</translation>
    </message>
    <message>
        <source>Parts: %1 hidden</source>
        <translation>Teile: %1 ausgeblendet</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <translation>%1  (%2)</translation>
    </message>
    <message>
        <source>Nothing was logged yet</source>
        <translation>Noch wurde nichts geloggt</translation>
    </message>
    <message>
        <source>Show &amp;all</source>
        <translation>&amp;Alle zeigen</translation>
    </message>
    <message>
        <source>Show &amp;none</source>
        <translation>&amp;Keine zeigen</translation>
    </message>
</context>
<context>
    <name>fanlight::LogRoom</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>What is shown: the log, or the audit</source>
        <translation>Was gezeigt wird: das Log oder das Audit</translation>
    </message>
    <message>
        <source>The audit has who did what to the hub by hand, and who was refused.</source>
        <translation>Im Audit steht, wer von Hand was am Hub getan hat und wer abgewiesen wurde.</translation>
    </message>
</context>
<context>
    <name>fanlight::LossGuard</name>
    <message>
        <source>Stop the hub?</source>
        <translation>Den Hub anhalten?</translation>
    </message>
    <message>
        <source>&amp;Stop the hub</source>
        <translation>Den Hub &amp;anhalten</translation>
    </message>
    <message>
        <source>Restart the hub?</source>
        <translation>Den Hub neu starten?</translation>
    </message>
    <message>
        <source>&amp;Restart the hub</source>
        <translation>Den Hub &amp;neu starten</translation>
    </message>
    <message>
        <source>Close Fanlight?</source>
        <translation>Fanlight schließen?</translation>
    </message>
    <message>
        <source>The hub stops with the window.</source>
        <translation>Der Hub hält mit dem Fenster an.</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message numerus="yes">
        <source>%1 client(s) is/are asked to come back, and resume(s) where history reaches</source>
        <translation>
            <numerusform>%1 Client wird gebeten wiederzukommen und setzt fort, so weit der Verlauf reicht</numerusform>
            <numerusform>%1 Clients werden gebeten wiederzukommen und setzen fort, so weit der Verlauf reicht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 client(s) come(s) back to the old address, where nothing listens any more</source>
        <translation>
            <numerusform>%1 Client kommt an die alte Adresse zurück, wo niemand mehr lauscht</numerusform>
            <numerusform>%1 Clients kommen an die alte Adresse zurück, wo niemand mehr lauscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 client(s) is/are disconnected</source>
        <translation>
            <numerusform>%1 Client wird getrennt</numerusform>
            <numerusform>%1 Clients werden getrennt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The audience in memory goes: %1 entry/entries</source>
        <translation>
            <numerusform>Das Publikum im Speicher geht verloren: %1 Eintrag</numerusform>
            <numerusform>Das Publikum im Speicher geht verloren: %1 Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The history in memory goes: %1 message(s)</source>
        <translation>
            <numerusform>Der Verlauf im Speicher geht verloren: %1 Nachricht</numerusform>
            <numerusform>Der Verlauf im Speicher geht verloren: %1 Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>The load test that runs is cut; what it has measured is kept among the runs</source>
        <translation>Der laufende Lasttest wird abgebrochen; was er gemessen hat, bleibt unter den Läufen</translation>
    </message>
    <message>
        <source>The load test that runs is disturbed</source>
        <translation>Der laufende Lasttest wird gestört</translation>
    </message>
    <message>
        <source>What the tap on Redis has recorded goes</source>
        <translation>Was der Mitschnitt an Redis aufgezeichnet hat, geht verloren</translation>
    </message>
    <message>
        <source>The tap on Redis ends</source>
        <translation>Der Mitschnitt an Redis endet</translation>
    </message>
    <message>
        <source>The repeated publish ends</source>
        <translation>Das wiederholte Veröffentlichen endet</translation>
    </message>
    <message>
        <source>Do not ask about this again until the window is closed</source>
        <translation>Danach nicht mehr fragen, bis das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>Leave this hub?</source>
        <translation>Diesen Hub verlassen?</translation>
    </message>
    <message>
        <source>It goes on; what runs in its room of this window ends.</source>
        <translation>Er läuft weiter; was in seinem Raum dieses Fensters läuft, endet.</translation>
    </message>
    <message>
        <source>&amp;Leave</source>
        <translation>&amp;Verlassen</translation>
    </message>
    <message>
        <source>The load test that runs is cut, and not kept</source>
        <translation>Der laufende Lasttest wird abgebrochen und nicht behalten</translation>
    </message>
    <message>
        <source>The capture ends; what was captured until then is in its file</source>
        <translation>Der Mitschnitt endet; was bis dahin mitgeschnitten wurde, steht in seiner Datei</translation>
    </message>
</context>
<context>
    <name>fanlight::MainMenu</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Hub</source>
        <translation>&amp;Hub</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>H&amp;elp</source>
        <translation>Hil&amp;fe</translation>
    </message>
    <message>
        <source>&amp;Export measurements…</source>
        <translation>&amp;Messwerte exportieren…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Start or stop the hub</source>
        <translation>Den Hub &amp;starten oder anhalten</translation>
    </message>
    <message>
        <source>Copy c&amp;url command</source>
        <translation>c&amp;url-Befehl kopieren</translation>
    </message>
    <message>
        <source>Open the &amp;browser page</source>
        <translation>Die &amp;Browser-Seite öffnen</translation>
    </message>
    <message>
        <source>Test &amp;clients…</source>
        <translation>&amp;Testclients…</translation>
    </message>
    <message>
        <source>Start %1 &amp;test clients</source>
        <translation>%1 &amp;Testclients starten</translation>
    </message>
    <message>
        <source>&amp;Remove all test clients</source>
        <translation>&amp;Alle Testclients entfernen</translation>
    </message>
    <message>
        <source>Stop all &amp;faults</source>
        <translation>Alle St&amp;örungen beenden</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>F&amp;irst steps</source>
        <translation>&amp;Erste Schritte</translation>
    </message>
    <message>
        <source>&amp;About Fanlight</source>
        <translation>Ü&amp;ber Fanlight</translation>
    </message>
    <message>
        <source>About Fanlight</source>
        <translation>Über Fanlight</translation>
    </message>
    <message>
        <source>Fanlight %1: a window onto a Server-Sent Events hub.</source>
        <translation>Fanlight %1: ein Fenster auf einen Hub für Server-Sent Events.</translation>
    </message>
    <message>
        <source>&amp;Fold the list of pages</source>
        <translation>Seitenliste ein&amp;klappen</translation>
    </message>
    <message>
        <source>%1	%2</source>
        <comment>page, keys</comment>
        <translation>%1	%2</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Back to &amp;live	Esc</source>
        <translation>Zurück zu &amp;Live	Esc</translation>
    </message>
    <message>
        <source>S&amp;how another hub…</source>
        <translation>Anderen &amp;Hub zeigen…</translation>
    </message>
    <message>
        <source>S&amp;earch or do…</source>
        <translation>S&amp;uchen oder tun…</translation>
    </message>
    <message>
        <source>&amp;Open capture…</source>
        <translation>Mitschnitt öf&amp;fnen…</translation>
    </message>
    <message>
        <source>Stop &amp;capture…</source>
        <translation>&amp;Mitschnitt beenden…</translation>
    </message>
    <message>
        <source>Start &amp;capture…</source>
        <translation>&amp;Mitschnitt beginnen…</translation>
    </message>
</context>
<context>
    <name>fanlight::MainWindow</name>
    <message>
        <source>Fanlight: the load test ends…</source>
        <translation>Fanlight: Der Lasttest endet…</translation>
    </message>
    <message>
        <source>Fanlight: draining…</source>
        <translation>Fanlight: Läuft aus…</translation>
    </message>
</context>
<context>
    <name>fanlight::MarkActions</name>
    <message>
        <source>Mark</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Next mark</source>
        <translation>Nächste Markierung</translation>
    </message>
    <message>
        <source>Previous mark</source>
        <translation>Vorige Markierung</translation>
    </message>
    <message>
        <source>Next that reached nobody, or is red</source>
        <translation>Nächste, die niemanden erreichte oder rot ist</translation>
    </message>
    <message>
        <source>Remove all marks</source>
        <translation>Alle Markierungen entfernen</translation>
    </message>
    <message>
        <source>%1 marked</source>
        <comment>messages</comment>
        <translation>%1 markiert</translation>
    </message>
    <message>
        <source>no message that is shown is marked</source>
        <translation>keine gezeigte Nachricht ist markiert</translation>
    </message>
    <message>
        <source>no message that is shown reached nobody, or is red</source>
        <translation>keine gezeigte Nachricht erreichte niemanden oder ist rot</translation>
    </message>
</context>
<context>
    <name>fanlight::MarkerLog</name>
    <message>
        <source>hub stopped</source>
        <translation>Hub angehalten</translation>
    </message>
    <message>
        <source>hub did not start</source>
        <translation>Hub nicht gestartet</translation>
    </message>
    <message>
        <source>moved to Redis</source>
        <translation>zu Redis umgezogen</translation>
    </message>
    <message>
        <source>moved to memory</source>
        <translation>in den Speicher umgezogen</translation>
    </message>
    <message>
        <source>Redis lost</source>
        <translation>Redis verloren</translation>
    </message>
    <message>
        <source>hub started</source>
        <translation>Hub gestartet</translation>
    </message>
    <message>
        <source>hub started, with Redis</source>
        <translation>Hub gestartet, mit Redis</translation>
    </message>
    <message>
        <source>hub started, in memory</source>
        <translation>Hub gestartet, im Speicher</translation>
    </message>
    <message>
        <source>%1 off</source>
        <translation>%1 aus</translation>
    </message>
    <message>
        <source>%1 on</source>
        <translation>%1 an</translation>
    </message>
    <message>
        <source>Redis back after %1 s, %2 replayed, history lost</source>
        <translation>Redis zurück nach %1 s, %2 nachgeliefert, Verlauf verloren</translation>
    </message>
    <message>
        <source>Redis back after %1 s, %2 replayed</source>
        <translation>Redis zurück nach %1 s, %2 nachgeliefert</translation>
    </message>
    <message>
        <source>slow clients disconnected</source>
        <translation>langsame Clients getrennt</translation>
    </message>
    <message>
        <source>events dropped</source>
        <translation>Events verworfen</translation>
    </message>
    <message>
        <source>clients disconnected by hand</source>
        <translation>Clients von Hand getrennt</translation>
    </message>
    <message numerus="yes">
        <source>%1 client(s) disconnected by hand</source>
        <translation>
            <numerusform>%1 Client von Hand getrennt</numerusform>
            <numerusform>%1 Clients von Hand getrennt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::MemberModel</name>
    <message>
        <source>User</source>
        <translation>Nutzer</translation>
    </message>
</context>
<context>
    <name>fanlight::MemoryCard</name>
    <message>
        <source>Memory of a connection</source>
        <translation>Speicher einer Verbindung</translation>
    </message>
    <message>
        <source>&amp;Measure with %1 clients</source>
        <translation>Mit %1 Clients &amp;messen</translation>
    </message>
    <message>
        <source>Hub, measured</source>
        <translation>Hub, gemessen</translation>
    </message>
    <message>
        <source>Kernel, measured</source>
        <translation>Kernel, gemessen</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Zusammen</translation>
    </message>
    <message>
        <source>Budget</source>
        <translation>Budget</translation>
    </message>
    <message>
        <source>Budget of a connection</source>
        <translation>Budget einer Verbindung</translation>
    </message>
    <message>
        <source>50 to 100 KB is the usual guess</source>
        <translation>50 bis 100 KB ist die übliche Schätzung</translation>
    </message>
    <message>
        <source>Free on this machine</source>
        <translation>Frei auf diesem Rechner</translation>
    </message>
    <message>
        <source>Starts a hub without a window for some seconds and looks what clients add to its memory. This hub and its clients notice nothing.</source>
        <translation>Startet für einige Sekunden einen Hub ohne Fenster und sieht nach, was Clients zu seinem Speicher hinzufügen. Dieser Hub und seine Clients merken nichts.</translation>
    </message>
    <message>
        <source>A size from %1 to %2, like 64KiB</source>
        <translation>Eine Größe von %1 bis %2, etwa 64KiB</translation>
    </message>
    <message>
        <source>%1, %2 of the budget</source>
        <translation>%1, %2 des Budgets</translation>
    </message>
    <message>
        <source>%1, with %2 for TLS (not measured here)</source>
        <translation>%1, mit %2 für TLS (hier nicht gemessen)</translation>
    </message>
    <message>
        <source>Measuring: a hub without a window takes clients…</source>
        <translation>Messung läuft: Ein Hub ohne Fenster nimmt Clients an…</translation>
    </message>
    <message>
        <source>Not measured: %1</source>
        <translation>Nicht gemessen: %1</translation>
    </message>
    <message>
        <source>Measured with %1 clients at %2, in a hub without a window.</source>
        <translation>Gemessen mit %1 Clients um %2, in einem Hub ohne Fenster.</translation>
    </message>
    <message>
        <source>Not measured yet. The hub shares its process with this window and its test clients, so what the program grows by says nothing of a connection.</source>
        <translation>Noch nicht gemessen. Der Hub teilt sich seinen Prozess mit diesem Fenster und dessen Testclients; um wie viel das Programm wächst, sagt daher nichts über eine Verbindung.</translation>
    </message>
    <message>
        <source>The hub does not tell what a connection takes there.</source>
        <translation>Der Hub sagt nicht, was eine Verbindung dort belegt.</translation>
    </message>
</context>
<context>
    <name>fanlight::MemoryMeasurement</name>
    <message>
        <source>memory of a client measured: %1</source>
        <translation>Speicher eines Clients gemessen: %1</translation>
    </message>
    <message>
        <source>memory of a client not measured: %1</source>
        <translation>Speicher eines Clients nicht gemessen: %1</translation>
    </message>
</context>
<context>
    <name>fanlight::MenuBarToggle</name>
    <message>
        <source>Show or hide the menu bar</source>
        <translation>Menüleiste zeigen oder ausblenden</translation>
    </message>
</context>
<context>
    <name>fanlight::MessageActions</name>
    <message>
        <source>Replay from here…</source>
        <translation>Replay ab hier…</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>Use as template</source>
        <translation>Als Vorlage verwenden</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Verfolgen</translation>
    </message>
    <message>
        <source>Copy data</source>
        <translation>Daten kopieren</translation>
    </message>
    <message>
        <source>Copy id</source>
        <translation>ID kopieren</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>Copy as redis-cli</source>
        <translation>Als redis-cli kopieren</translation>
    </message>
    <message>
        <source>Copy as ioredis line</source>
        <translation>Als ioredis-Zeile kopieren</translation>
    </message>
    <message numerus="yes">
        <source>loaded for the first of %1 user(s); the others are not kept</source>
        <translation>
            <numerusform>geladen für den ersten von %1 Nutzer; die anderen werden nicht aufbewahrt</numerusform>
            <numerusform>geladen für den ersten von %1 Nutzern; die anderen werden nicht aufbewahrt</numerusform>
        </translation>
    </message>
    <message>
        <source>copied the %1</source>
        <translation>kopiert: %1</translation>
    </message>
    <message>
        <source>data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>curl command</source>
        <translation>curl-Befehl</translation>
    </message>
    <message>
        <source>redis-cli command</source>
        <translation>redis-cli-Befehl</translation>
    </message>
    <message>
        <source>ioredis line</source>
        <translation>ioredis-Zeile</translation>
    </message>
    <message>
        <source>The hub is not listening.</source>
        <translation>Der Hub ist nicht auf Empfang.</translation>
    </message>
    <message>
        <source>Publishes the same to the same audience, under a new id.</source>
        <translation>Veröffentlicht dasselbe an dasselbe Publikum, unter einer neuen ID.</translation>
    </message>
    <message>
        <source>Loads it into the editor of the Publish page.</source>
        <translation>Lädt sie in den Editor der Seite Veröffentlichen.</translation>
    </message>
    <message>
        <source>Copies the data as it is.</source>
        <translation>Kopiert die Daten, wie sie sind.</translation>
    </message>
    <message>
        <source>Copies the event id.</source>
        <translation>Kopiert die Event-ID.</translation>
    </message>
    <message>
        <source>Copies a command that publishes the same.</source>
        <translation>Kopiert einen Befehl, der dasselbe veröffentlicht.</translation>
    </message>
    <message>
        <source>Copies a command that publishes the data straight to Redis.</source>
        <translation>Kopiert einen Befehl, der die Daten direkt in Redis veröffentlicht.</translation>
    </message>
    <message>
        <source>Copies a line of JavaScript that publishes the data straight to Redis.</source>
        <translation>Kopiert eine Zeile JavaScript, die die Daten direkt in Redis veröffentlicht.</translation>
    </message>
    <message>
        <source>Shows its way through history, Redis and batches to each client.</source>
        <translation>Zeigt ihren Weg durch Verlauf, Redis und Batches zu jedem Client.</translation>
    </message>
    <message>
        <source>Shows what a client would be sent that has this event and comes back.</source>
        <translation>Zeigt, was ein Client bekäme, der dieses Event hat und zurückkommt.</translation>
    </message>
    <message>
        <source>Its data has not come from the hub yet.</source>
        <translation>Die Daten sind vom Hub noch nicht gekommen.</translation>
    </message>
</context>
<context>
    <name>fanlight::MessageDetail</name>
    <message>
        <source>Pretty</source>
        <translation>Formatiert</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Roh</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>Auf der Leitung</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Zustellung</translation>
    </message>
    <message>
        <source>Chunk &amp;framing</source>
        <translation>Chunk-&amp;Rahmen</translation>
    </message>
    <message>
        <source>Select a message to see what was sent, or two to compare them.</source>
        <translation>Eine Nachricht auswählen, um zu sehen, was gesendet wurde, oder zwei zum Vergleichen.</translation>
    </message>
    <message>
        <source>Selected message</source>
        <translation>Ausgewählte Nachricht</translation>
    </message>
    <message>
        <source>What is shown of the message</source>
        <translation>Was von der Nachricht gezeigt wird</translation>
    </message>
    <message>
        <source>Shows the chunk of HTTP/1.1 around the event, with its line ends.</source>
        <translation>Zeigt den Chunk von HTTP/1.1 um das Event, mit seinen Zeilenenden.</translation>
    </message>
    <message>
        <source>The client whose wire is shown</source>
        <translation>Der Client, dessen Leitung gezeigt wird</translation>
    </message>
    <message>
        <source>A batch may differ from client to client.</source>
        <translation>Ein Batch kann von Client zu Client verschieden sein.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>%1: one of %2 in a batch</source>
        <comment>a connection</comment>
        <translation>%1: eines von %2 in einem Batch</translation>
    </message>
    <message>
        <source>%1 as published; it was to wait for a batch</source>
        <translation>%1 wie veröffentlicht; sie sollte auf einen Batch warten</translation>
    </message>
    <message>
        <source>%1 as published; in which batch it went is not known</source>
        <translation>%1 wie veröffentlicht; in welchem Batch sie ging, ist nicht bekannt</translation>
    </message>
    <message>
        <source>%1 on the wire</source>
        <translation>%1 auf der Leitung</translation>
    </message>
    <message>
        <source>Column “%1”</source>
        <translation>Spalte „%1“</translation>
    </message>
    <message>
        <source>Chart “%1” over time</source>
        <translation>„%1“ über die Zeit als Diagramm</translation>
    </message>
    <message>
        <source>Show messages with this “%1”</source>
        <translation>Nachrichten mit diesem „%1“ zeigen</translation>
    </message>
    <message>
        <source>Two messages compared: %1 and %2</source>
        <translation>Zwei Nachrichten verglichen: %1 und %2</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Data, one value a line</source>
        <translation>Daten, ein Wert je Zeile</translation>
    </message>
    <message>
        <source>Data as it is</source>
        <translation>Daten, wie sie sind</translation>
    </message>
    <message>
        <source>Bytes on the wire</source>
        <translation>Bytes auf der Leitung</translation>
    </message>
</context>
<context>
    <name>fanlight::MessageFilterHelp</name>
    <message>
        <source>user id; of several the first</source>
        <translation>ID des Nutzers; bei mehreren die erste</translation>
    </message>
    <message>
        <source>author of a fan-out</source>
        <translation>Autor eines Fan-outs</translation>
    </message>
    <message>
        <source>whom it went to</source>
        <translation>an wen sie ging</translation>
    </message>
    <message>
        <source>its type</source>
        <translation>ihr Typ</translation>
    </message>
    <message>
        <source>its event id</source>
        <translation>ihre Event-ID</translation>
    </message>
    <message>
        <source>name of the event on the wire</source>
        <translation>Name des Events auf der Leitung</translation>
    </message>
    <message>
        <source>anywhere in the payload</source>
        <translation>irgendwo in den Nutzdaten</translation>
    </message>
    <message>
        <source>where it was published</source>
        <translation>wo sie veröffentlicht wurde</translation>
    </message>
    <message>
        <source>whether every acknowledgement is counted</source>
        <translation>ob jede Bestätigung gezählt wird</translation>
    </message>
    <message>
        <source>of the payload</source>
        <translation>der Nutzdaten</translation>
    </message>
    <message>
        <source>clients of this instance</source>
        <translation>Clients dieser Instanz</translation>
    </message>
    <message>
        <source>until it was written, p99</source>
        <translation>bis sie geschrieben war, p99</translation>
    </message>
    <message>
        <source>until it was acknowledged, p99</source>
        <translation>bis sie bestätigt war, p99</translation>
    </message>
    <message>
        <source>published longer ago than this</source>
        <translation>vor längerer Zeit veröffentlicht als dies</translation>
    </message>
    <message>
        <source>the same as source</source>
        <translation>dasselbe wie source</translation>
    </message>
    <message>
        <source>the same as channel</source>
        <translation>dasselbe wie channel</translation>
    </message>
    <message>
        <source>No payload has had a field “%1” so far; other fields are %2.</source>
        <translation>Noch hatten keine Nutzdaten ein Feld „%1“; andere Felder sind %2.</translation>
    </message>
    <message>
        <source>whether it reached real clients, or test clients</source>
        <translation>ob es echte Clients oder Testclients erreichte</translation>
    </message>
    <message>
        <source>All terms must hold; * stands for any text, and type:like,order takes either.
“!” before a term turns it round.
Any other name is a field of the payload: total&gt;100, order.state:paid.
“data.” before it tells it from the names above.
A bare word is looked for in user, author, channel, type, id, event and data.</source>
        <translation>Alle Bedingungen müssen gelten; * steht für beliebigen Text, und type:like,order nimmt beides.
„!“ vor einer Bedingung kehrt sie um.
Jeder andere Name ist ein Feld der Nutzdaten: total&gt;100, order.state:paid.
„data.“ davor unterscheidet ihn von den Namen oben.
Ein bloßes Wort wird in user, author, channel, type, id, event und data gesucht.</translation>
    </message>
</context>
<context>
    <name>fanlight::MessageModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Write %1</source>
        <comment>a percentile of it</comment>
        <translation>Schreiben %1</translation>
    </message>
    <message>
        <source>Ack %1</source>
        <comment>a percentile of it</comment>
        <translation>ACK %1</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>Whom it went to; of several users the first is known.</source>
        <translation>An wen sie ging; von mehreren Nutzern ist der erste bekannt.</translation>
    </message>
    <message>
        <source>Where it was published: in this window, over the API, or past it in Redis.</source>
        <translation>Wo sie veröffentlicht wurde: in diesem Fenster, über die API oder an ihr vorbei in Redis.</translation>
    </message>
    <message>
        <source>Connections of this instance that were sent it.</source>
        <translation>Verbindungen dieser Instanz, an die sie gesendet wurde.</translation>
    </message>
    <message>
        <source>From publish until the bytes were handed to the kernel, of this instance&apos;s clients.</source>
        <translation>Vom Publish bis zur Übergabe der Bytes an den Kernel, von den Clients dieser Instanz.</translation>
    </message>
    <message>
        <source>From publish until the clients&apos; TCP acknowledged them; all with a receipt, else a sample.</source>
        <translation>Vom Publish bis zur Bestätigung durch das TCP der Clients; mit Quittung alle, sonst eine Stichprobe.</translation>
    </message>
    <message>
        <source>%1, marked</source>
        <translation>%1, markiert</translation>
    </message>
    <message>
        <source>The field “%1” of the payload.</source>
        <translation>Das Feld „%1“ der Nutzdaten.</translation>
    </message>
    <message>
        <source>%1, the last of before this window was opened</source>
        <translation>%1, die letzte von vor dem Öffnen dieses Fensters</translation>
    </message>
    <message>
        <source>The last of before this window was opened</source>
        <translation>Die letzte von vor dem Öffnen dieses Fensters</translation>
    </message>
</context>
<context>
    <name>fanlight::MessageRequest</name>
    <message numerus="yes">
        <source>It went to %1 user(s), of whom only the first is kept.</source>
        <translation>
            <numerusform>Sie ging an %1 Nutzer, von denen nur der erste aufbewahrt wird.</numerusform>
            <numerusform>Sie ging an %1 Nutzer, von denen nur der erste aufbewahrt wird.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::MessageSides</name>
    <message>
        <source>Types</source>
        <translation>Typen</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Types and channels</source>
        <translation>Typen und Kanäle</translation>
    </message>
</context>
<context>
    <name>fanlight::MessageTable</name>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
</context>
<context>
    <name>fanlight::MessageTools</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>Replay…</source>
        <translation>Replay…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Filter: user:1* type:like,order total&gt;100</source>
        <translation>Filter: user:1* type:like,order total&gt;100</translation>
    </message>
    <message>
        <source>Filter messages</source>
        <translation>Nachrichten filtern</translation>
    </message>
    <message>
        <source>Which columns are shown, those of the payload, too.</source>
        <translation>Welche Spalten gezeigt werden, auch die der Nutzdaten.</translation>
    </message>
    <message>
        <source>Colours for what a filter matches.</source>
        <translation>Farben für das, worauf ein Filter passt.</translation>
    </message>
    <message>
        <source>Holds the rows; the recording goes on.</source>
        <translation>Hält die Zeilen an; die Aufzeichnung geht weiter.</translation>
    </message>
    <message>
        <source>Forgets all messages, also those that are not shown. Undo brings them back.</source>
        <translation>Vergisst alle Nachrichten, auch die nicht gezeigten. Rückgängig bringt sie zurück.</translation>
    </message>
    <message>
        <source>Shows what a client that comes back would be sent from history. (Ctrl+R)</source>
        <translation>Zeigt, was ein zurückkehrender Client aus dem Verlauf bekäme. (Strg+R)</translation>
    </message>
    <message>
        <source>Saves the shown messages in their order.</source>
        <translation>Speichert die gezeigten Nachrichten in ihrer Reihenfolge.</translation>
    </message>
    <message>
        <source>As &amp;CSV…</source>
        <translation>Als &amp;CSV…</translation>
    </message>
    <message>
        <source>As &amp;JSON…</source>
        <translation>Als &amp;JSON…</translation>
    </message>
    <message>
        <source>kept %1, evicted %2, not shown %3</source>
        <translation>%1 aufbewahrt, %2 verdrängt, %3 nicht angezeigt</translation>
    </message>
    <message>
        <source>%1, “%2” is unfinished</source>
        <comment>counts, a term</comment>
        <translation>%1, „%2“ ist unvollständig</translation>
    </message>
    <message>
        <source>The rows are those of before. Enter looks for “%1” as it is.</source>
        <translation>Die Zeilen sind die von vorher. Enter sucht nach „%1“, so wie es ist.</translation>
    </message>
    <message>
        <source>Kept are at most %1 messages and %2; now %3. The oldest go first.</source>
        <translation>Aufbewahrt werden höchstens %1 Nachrichten und %2; jetzt %3. Die ältesten gehen zuerst.</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
</context>
<context>
    <name>fanlight::MessagesExport</name>
    <message numerus="yes">
        <source>%1 message(s)</source>
        <translation>
            <numerusform>%1 Nachricht</numerusform>
            <numerusform>%1 Nachrichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Export messages</source>
        <translation>Nachrichten exportieren</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>another export is under way</source>
        <translation>ein anderer Export läuft</translation>
    </message>
    <message>
        <source>Writing %1…</source>
        <translation>%1 wird geschrieben…</translation>
    </message>
    <message>
        <source>export cancelled</source>
        <translation>Export abgebrochen</translation>
    </message>
    <message>
        <source>%1 written to %2</source>
        <translation>%1 nach %2 geschrieben</translation>
    </message>
    <message>
        <source>export failed: %1</source>
        <translation>Export fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>fanlight::MessagesPage</name>
    <message>
        <source>No message matches the filter</source>
        <translation>Keine Nachricht passt zum Filter</translation>
    </message>
    <message numerus="yes">
        <source>%1 other(s) is/are kept.</source>
        <translation>
            <numerusform>%1 andere wird aufbewahrt.</numerusform>
            <numerusform>%1 andere werden aufbewahrt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>No message of this traffic</source>
        <translation>Keine Nachricht dieses Verkehrs</translation>
    </message>
    <message>
        <source>Show all traffic</source>
        <translation>Allen Verkehr zeigen</translation>
    </message>
    <message>
        <source>The rows are held</source>
        <translation>Die Zeilen sind angehalten</translation>
    </message>
    <message>
        <source>Messages came since; Resume shows them.</source>
        <translation>Seitdem kamen Nachrichten; Fortsetzen zeigt sie.</translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) cleared</source>
        <translation>
            <numerusform>%1 Nachricht gelöscht</numerusform>
            <numerusform>%1 Nachrichten gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>What is published from now on is listed here.</source>
        <translation>Was von jetzt an veröffentlicht wird, steht hier.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>The hub is not listening</source>
        <translation>Der Hub ist nicht auf Empfang</translation>
    </message>
    <message>
        <source>Start it to see what is published.</source>
        <translation>Ihn starten, um zu sehen, was veröffentlicht wird.</translation>
    </message>
    <message>
        <source>Nothing was published yet</source>
        <translation>Noch wurde nichts veröffentlicht</translation>
    </message>
    <message>
        <source>Whatever way a message comes, it is listed here. From a terminal:</source>
        <translation>Welchen Weg eine Nachricht auch nimmt, sie steht hier. Aus einem Terminal:</translation>
    </message>
    <message>
        <source>The message is no longer kept.</source>
        <translation>Die Nachricht wird nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>Two messages are selected.</source>
        <translation>Zwei Nachrichten sind ausgewählt.</translation>
    </message>
    <message>
        <source>No message is selected.</source>
        <translation>Keine Nachricht ist ausgewählt.</translation>
    </message>
    <message>
        <source>Copy rows	Ctrl+C</source>
        <translation>Zeilen kopieren	Strg+C</translation>
    </message>
    <message>
        <source>there are %1 such columns already; remove one first</source>
        <translation>es gibt schon %1 solche Spalten; erst eine entfernen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Follow the notification</source>
        <translation>Die Benachrichtigung verfolgen</translation>
    </message>
    <message>
        <source>Replay from history</source>
        <translation>Replay aus dem Verlauf</translation>
    </message>
    <message numerus="yes">
        <source>Cleared %1 message(s).</source>
        <translation>
            <numerusform>%1 Nachricht gelöscht.</numerusform>
            <numerusform>%1 Nachrichten gelöscht.</numerusform>
        </translation>
    </message>
    <message>
        <source>messages cleared</source>
        <translation>Nachrichten gelöscht</translation>
    </message>
    <message>
        <source>messages are back</source>
        <translation>Nachrichten sind zurück</translation>
    </message>
    <message>
        <source>too much came since: the cleared messages are gone</source>
        <translation>seitdem kam zu viel: die gelöschten Nachrichten sind weg</translation>
    </message>
    <message>
        <source>The data is being fetched from the hub…</source>
        <translation>Die Daten werden vom Hub geholt…</translation>
    </message>
</context>
<context>
    <name>fanlight::NoteEdit</name>
    <message>
        <source>Note; Enter keeps it</source>
        <translation>Notiz; Enter behält sie</translation>
    </message>
    <message>
        <source>Note at the cross-hair</source>
        <translation>Notiz am Fadenkreuz</translation>
    </message>
</context>
<context>
    <name>fanlight::OnceCard</name>
    <message>
        <source>Keys of publishes (once)</source>
        <translation>Schlüssel von Veröffentlichungen (once)</translation>
    </message>
    <message>
        <source>Known now</source>
        <translation>Jetzt bekannt</translation>
    </message>
    <message>
        <source>Forgotten before their five minutes were over</source>
        <translation>Vor Ablauf ihrer fünf Minuten vergessen</translation>
    </message>
    <message>
        <source>%1 under way; Redis keeps those that are done, as long as its memory lasts</source>
        <translation>%1 unterwegs; die fertigen bewahrt Redis auf, solange sein Speicher reicht</translation>
    </message>
    <message>
        <source>%1 of %2; where there is no room the oldest go</source>
        <translation>%1 von %2; wo kein Platz ist, gehen die ältesten</translation>
    </message>
</context>
<context>
    <name>fanlight::OptionChanges</name>
    <message>
        <source>settings applied</source>
        <translation>Einstellungen angewendet</translation>
    </message>
    <message>
        <source>applied: %1</source>
        <translation>angewendet: %1</translation>
    </message>
    <message>
        <source>options: %1</source>
        <translation>Optionen: %1</translation>
    </message>
    <message>
        <source>applied, but not saved: %1</source>
        <translation>angewendet, aber nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>not applied: %1</source>
        <translation>nicht angewendet: %1</translation>
    </message>
    <message>
        <source>This address cannot be had</source>
        <translation>Diese Adresse ist nicht zu bekommen</translation>
    </message>
    <message>
        <source>The hub goes on at %1; nothing was changed.</source>
        <translation>Der Hub macht auf %1 weiter; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Use port %1</source>
        <translation>&amp;Port %1 benutzen</translation>
    </message>
    <message>
        <source>Change options</source>
        <translation>Optionen ändern</translation>
    </message>
    <message>
        <source>The hub takes these over for all its clients.</source>
        <translation>Der Hub übernimmt sie für alle seine Clients.</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
</context>
<context>
    <name>fanlight::OptionControl</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Zeigen: %1</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>Wählen: %1</translation>
    </message>
    <message>
        <source>allowed</source>
        <translation>erlaubt</translation>
    </message>
    <message>
        <source>other…</source>
        <translation>anderer…</translation>
    </message>
    <message>
        <source>%1, other value</source>
        <translation>%1, anderer Wert</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, events</source>
        <translation>%1, Events</translation>
    </message>
    <message>
        <source>%1, for how long</source>
        <translation>%1, wie lange</translation>
    </message>
    <message>
        <source>events, for</source>
        <translation>Events, für</translation>
    </message>
    <message>
        <source>this computer only, by IPv4 and IPv6</source>
        <translation>nur dieser Rechner, über IPv4 und IPv6</translation>
    </message>
    <message>
        <source>this computer only, by IPv4</source>
        <translation>nur dieser Rechner, über IPv4</translation>
    </message>
    <message>
        <source>this computer only, by IPv6</source>
        <translation>nur dieser Rechner, über IPv6</translation>
    </message>
    <message>
        <source>every IPv4 address of this computer</source>
        <translation>jede IPv4-Adresse dieses Rechners</translation>
    </message>
    <message>
        <source>every address of this computer</source>
        <translation>jede Adresse dieses Rechners</translation>
    </message>
    <message>
        <source>others, like [::1]:4000, unix:/PATH</source>
        <translation>weitere, etwa [::1]:4000, unix:/PFAD</translation>
    </message>
    <message>
        <source>port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>%1, host</source>
        <translation>%1, Host</translation>
    </message>
    <message>
        <source>%1, port</source>
        <translation>%1, Port</translation>
    </message>
    <message>
        <source>%1, others</source>
        <translation>%1, weitere</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
</context>
<context>
    <name>fanlight::OptionRow</name>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>restart</source>
        <translation>Neustart</translation>
    </message>
    <message>
        <source>Takes effect at once; no stream ends.</source>
        <translation>Wirkt sofort; kein Stream endet.</translation>
    </message>
    <message>
        <source>The hub restarts for it; clients come back and resume.</source>
        <translation>Der Hub startet dafür neu; Clients kommen zurück und setzen fort.</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>Not applied yet. It runs with: %1</source>
        <translation>Noch nicht angewendet. Er läuft mit: %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>aus %1</translation>
    </message>
    <message>
        <source>Given on the command line.</source>
        <translation>Auf der Befehlszeile angegeben.</translation>
    </message>
    <message>
        <source>Given in the environment.</source>
        <translation>In der Umgebung angegeben.</translation>
    </message>
    <message>
        <source>settings file</source>
        <translation>Einstellungsdatei</translation>
    </message>
    <message>
        <source>Kept in the settings file.</source>
        <translation>In der Einstellungsdatei aufbewahrt.</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>until the end</source>
        <translation>bis zum Ende</translation>
    </message>
    <message>
        <source>Neither kept in the settings file nor given at the start.</source>
        <translation>Weder in der Einstellungsdatei aufbewahrt noch beim Start angegeben.</translation>
    </message>
    <message>
        <source>Changed since the start, and not kept.</source>
        <translation>Seit dem Start geändert und nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>--%1 on the command line, %2 in the environment</source>
        <translation>--%1 auf der Befehlszeile, %2 in der Umgebung</translation>
    </message>
    <message>
        <source>Reset: %1</source>
        <translation>Zurücksetzen: %1</translation>
    </message>
    <message>
        <source>Back to the default: %1</source>
        <translation>Zurück zur Vorgabe: %1</translation>
    </message>
    <message>
        <source>%1 overrules what is kept here</source>
        <translation>%1 setzt sich über das hier Aufbewahrte hinweg</translation>
    </message>
    <message>
        <source>Takes effect at once. Streams end that were let in by what goes, or, where there was none before, by nothing; they may come back with a proof.</source>
        <translation>Wirkt sofort. Es enden die Streams, die durch das eingelassen wurden, was wegfällt, oder, wo es vorher keines gab, durch nichts; mit einem Nachweis können sie wiederkommen.</translation>
    </message>
</context>
<context>
    <name>fanlight::OtherWindow</name>
    <message>
        <source>Another window runs</source>
        <translation>Ein anderes Fenster läuft</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
    <message>
        <source>Another window of Fanlight runs (process %1). Each has a hub of its own; settings, templates, load tests and what was sent before are shared.</source>
        <translation>Ein anderes Fenster von Fanlight läuft (Prozess %1). Jedes hat einen eigenen Hub; Einstellungen, Vorlagen, Lasttests und früher Gesendetes sind gemeinsam.</translation>
    </message>
</context>
<context>
    <name>fanlight::PageList</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>page, keys</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>fanlight::Pages</name>
    <message>
        <source>Dashboard</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>Audience</source>
        <translation>Publikum</translation>
    </message>
    <message>
        <source>Load test</source>
        <translation>Lasttest</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Störungen</translation>
    </message>
    <message>
        <source>Setup doctor</source>
        <translation>Setup-Doktor</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Redis</source>
        <translation>Redis</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Fleet</source>
        <translation>Flotte</translation>
    </message>
</context>
<context>
    <name>fanlight::PaletteField</name>
    <message>
        <source>Search or do</source>
        <translation>Suchen oder tun</translation>
    </message>
    <message>
        <source>Every action, page, setting, user, connection and template, by typing (%1)</source>
        <translation>Jede Aktion, Seite, Einstellung, Verbindung und Vorlage und jeder Nutzer, durch Tippen (%1)</translation>
    </message>
    <message>
        <source>Search or do…</source>
        <translation>Suchen oder tun…</translation>
    </message>
</context>
<context>
    <name>fanlight::PalettePopup</name>
    <message>
        <source>Search or do</source>
        <translation>Suchen oder tun</translation>
    </message>
    <message>
        <source>An action, a page, a setting, a user, a connection, a template…</source>
        <translation>Eine Aktion, eine Seite, eine Einstellung, ein Nutzer, eine Verbindung, eine Vorlage…</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Nothing is found; leave a letter out, or type another word</source>
        <translation>Nichts gefunden; einen Buchstaben weglassen oder ein anderes Wort eingeben</translation>
    </message>
    <message numerus="yes">
        <source>%1 found</source>
        <translation>
            <numerusform>%1 gefunden</numerusform>
            <numerusform>%1 gefunden</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>how many were found, what is chosen</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Alt with the number does that row at once</source>
        <translation>Alt mit der Ziffer führt diese Zeile sofort aus</translation>
    </message>
</context>
<context>
    <name>fanlight::PasteDialog</name>
    <message>
        <source>User ids</source>
        <translation>Nutzer-IDs</translation>
    </message>
    <message>
        <source>Ids separated by blanks, commas or lines, or a JSON array.</source>
        <translation>IDs, durch Leerzeichen, Kommas oder Zeilen getrennt, oder ein JSON-Array.</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>noch nichts</translation>
    </message>
    <message numerus="yes">
        <source>Add %1 user(s)</source>
        <translation>
            <numerusform>%1 Nutzer hinzufügen</numerusform>
            <numerusform>%1 Nutzer hinzufügen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::PayloadEditor</name>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
</context>
<context>
    <name>fanlight::PayloadFile</name>
    <message>
        <source>%1 is binary: it is not text in UTF-8, which is all that an event can carry. Send it as Base64, or a link to it.</source>
        <translation>%1 ist binär: kein Text in UTF-8, und nur den kann ein Event tragen. Als Base64 senden oder einen Link darauf.</translation>
    </message>
    <message>
        <source>%1 is not a file.</source>
        <translation>%1 ist keine Datei.</translation>
    </message>
    <message>
        <source>%1 could not be read: %2</source>
        <translation>%1 konnte nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>%1 is larger than %2, the limit of an event&apos;s data.</source>
        <translation>%1 ist größer als %2, die Grenze für die Daten eines Events.</translation>
    </message>
</context>
<context>
    <name>fanlight::PayloadPane</name>
    <message>
        <source>Send as plain text</source>
        <translation>Als reinen Text senden</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Formatieren</translation>
    </message>
    <message>
        <source>From file…</source>
        <translation>Aus Datei…</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>Replaced in payload, user ids and event id when it is sent:
{i}  1, 2, 3… in a repeat or a batch, else 1
{now}  the time, as in 2026-01-31T12:00:00.000Z
{random}  a number from 0 to 4294967295
All other braces stay as they are.</source>
        <translation>In Nutzdaten, Nutzer-IDs und Event-ID beim Senden ersetzt:
{i}  1, 2, 3… bei Wiederholung oder Batch, sonst 1
{now}  die Zeit, etwa 2026-01-31T12:00:00.000Z
{random}  eine Zahl von 0 bis 4294967295
Alle anderen geschweiften Klammern bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>A payload in UTF-8, from a file.</source>
        <translation>Nutzdaten in UTF-8, aus einer Datei.</translation>
    </message>
    <message>
        <source>Lays the JSON out over lines; on the wire it is compact anyway.</source>
        <translation>Verteilt das JSON auf Zeilen; auf der Leitung ist es ohnehin kompakt.</translation>
    </message>
    <message>
        <source>The payload goes out as it is written, one “data:” line for each line.</source>
        <translation>Die Nutzdaten gehen hinaus, wie sie geschrieben sind, eine „data:“-Zeile für jede Zeile.</translation>
    </message>
    <message>
        <source>Payload from a file</source>
        <translation>Nutzdaten aus einer Datei</translation>
    </message>
    <message>
        <source>JSON and text (*.json *.txt);;All files (*)</source>
        <translation>JSON und Text (*.json *.txt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>plain text, %1</source>
        <comment>its size</comment>
        <translation>reiner Text, %1</translation>
    </message>
    <message>
        <source>valid JSON, %1</source>
        <comment>its size</comment>
        <translation>gültiges JSON, %1</translation>
    </message>
</context>
<context>
    <name>fanlight::Percentiles</name>
    <message>
        <source>%1 ms</source>
        <comment>one or several latencies</comment>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>fanlight::PhaseEditor</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>Phasen</translation>
    </message>
    <message>
        <source>F2 or a double click edits; Ctrl+Up and Ctrl+Down move a phase</source>
        <translation>F2 oder Doppelklick bearbeitet; Strg+Auf und Strg+Ab verschieben eine Phase</translation>
    </message>
    <message>
        <source>Add a phase</source>
        <translation>Eine Phase hinzufügen</translation>
    </message>
    <message>
        <source>Remove the phase</source>
        <translation>Die Phase entfernen</translation>
    </message>
    <message>
        <source>Move the phase up</source>
        <translation>Die Phase nach oben schieben</translation>
    </message>
    <message>
        <source>Move the phase down</source>
        <translation>Die Phase nach unten schieben</translation>
    </message>
    <message>
        <source>%1 phase</source>
        <translation>Phase %1</translation>
    </message>
</context>
<context>
    <name>fanlight::PhaseModel</name>
    <message>
        <source>phase %1: %2</source>
        <translation>Phase %1: %2</translation>
    </message>
    <message>
        <source>“%1” is not a duration; write 10s or 2m</source>
        <translation>„%1“ ist keine Dauer; 10s oder 2m schreiben</translation>
    </message>
    <message>
        <source>“%1” is no rate of arrivals; write 150 a second, 10..200 for a ramp, or 500 in all</source>
        <translation>„%1“ ist keine Ankunftsrate; 150 für so viele je Sekunde, 10..200 für eine Rampe oder 500 in all schreiben</translation>
    </message>
    <message>
        <source>“%1” is no limit; write a whole number, or nothing</source>
        <translation>„%1“ ist keine Grenze; eine ganze Zahl schreiben oder nichts</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Arrivals/s</source>
        <translation>Ankünfte/s</translation>
    </message>
    <message>
        <source>Cap</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Its name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>10s, 2m, 1h</source>
        <translation>10s, 2m, 1h</translation>
    </message>
    <message>
        <source>150: so many a second; 10..200: a ramp; 500 in all: evenly over the duration; 0: a pause</source>
        <translation>150: so viele je Sekunde; 10..200: eine Rampe; 500 in all: gleichmäßig über die Dauer; 0: eine Pause</translation>
    </message>
    <message>
        <source>While so many are there, no more arrive; nothing: no cap</source>
        <translation>Solange so viele da sind, kommen keine weiteren an; nichts: keine Obergrenze</translation>
    </message>
    <message>
        <source>Arrived until the end of the phase, caps not counted</source>
        <translation>Bis zum Ende der Phase angekommen, ohne Obergrenzen</translation>
    </message>
</context>
<context>
    <name>fanlight::PlanText</name>
    <message>
        <source>descriptors</source>
        <translation>Deskriptoren</translation>
    </message>
    <message>
        <source>connection cap</source>
        <translation>Obergrenze der Verbindungen</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>messages/s</source>
        <translation>Nachrichten/s</translation>
    </message>
    <message>
        <source>commands/s</source>
        <translation>Befehle/s</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Memory of the hub</source>
        <translation>Speicher des Hubs</translation>
    </message>
    <message>
        <source>Memory of the kernel</source>
        <translation>Speicher des Kernels</translation>
    </message>
    <message>
        <source>Descriptors</source>
        <translation>Deskriptoren</translation>
    </message>
    <message>
        <source>CPU, of one core</source>
        <translation>CPU, von einem Kern</translation>
    </message>
    <message>
        <source>Deliveries</source>
        <translation>Zustellungen</translation>
    </message>
    <message>
        <source>events/s</source>
        <translation>Events/s</translation>
    </message>
    <message>
        <source>From Redis</source>
        <translation>Von Redis</translation>
    </message>
    <message>
        <source>To Redis</source>
        <translation>Zu Redis</translation>
    </message>
    <message>
        <source>No bound is known yet.</source>
        <translation>Noch ist keine Grenze bekannt.</translation>
    </message>
    <message>
        <source>It fits. What is hit first: %1, at %2 of what an instance may take.</source>
        <translation>Es passt. Zuerst erreicht wird: %1, bei %2 dessen, was eine Instanz tragen darf.</translation>
    </message>
    <message>
        <source>It does not fit: an instance has no room at all (%1).</source>
        <translation>Es passt nicht: Eine Instanz hat gar keinen Platz (%1).</translation>
    </message>
    <message>
        <source>It does not fit: %1 would be at %2.</source>
        <translation>Es passt nicht: %1 wäre bei %2.</translation>
    </message>
    <message>
        <source>No number of instances would do.</source>
        <translation>Keine Zahl von Instanzen würde reichen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 instance(s) would do.</source>
        <translation>
            <numerusform>%1 Instanz würde reichen.</numerusform>
            <numerusform>%1 Instanzen würden reichen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Memory of a connection: “Measure with %1 clients” above says what it takes.</source>
        <translation>Speicher einer Verbindung: „Mit %1 Clients messen“ oben sagt, was sie braucht.</translation>
    </message>
    <message>
        <source>CPU of a delivery: publish to many clients, %1 deliveries in all (Publish, Repeat).</source>
        <translation>CPU einer Zustellung: an viele Clients veröffentlichen, %1 Zustellungen insgesamt (Veröffentlichen, Wiederholen).</translation>
    </message>
    <message>
        <source>CPU of a resting connection: leave %1 clients or more alone for a while; until then it is left out.</source>
        <translation>CPU einer ruhenden Verbindung: %1 oder mehr Clients eine Weile in Ruhe lassen; bis dahin bleibt sie außer Betracht.</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Verlangt</translation>
    </message>
    <message>
        <source>Users online</source>
        <translation>Nutzer online</translation>
    </message>
    <message>
        <source>Devices per user</source>
        <translation>Geräte je Nutzer</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Users each message goes to</source>
        <translation>Empfänger je Nachricht</translation>
    </message>
    <message>
        <source>Measured on this machine</source>
        <translation>Auf diesem Rechner gemessen</translation>
    </message>
    <message>
        <source>Memory of a connection, hub</source>
        <translation>Speicher einer Verbindung, Hub</translation>
    </message>
    <message>
        <source>Memory of a connection, kernel</source>
        <translation>Speicher einer Verbindung, Kernel</translation>
    </message>
    <message>
        <source>CPU of a delivery</source>
        <translation>CPU einer Zustellung</translation>
    </message>
    <message>
        <source>CPU of a resting connection, a second</source>
        <translation>CPU einer ruhenden Verbindung, je Sekunde</translation>
    </message>
    <message>
        <source>Memory of a connection, TLS (as known of Debian 12)</source>
        <translation>Speicher einer Verbindung, TLS (wie von Debian 12 bekannt)</translation>
    </message>
    <message numerus="yes">
        <source>Memory with %1 client(s).</source>
        <translation>
            <numerusform>Speicher mit %1 Client.</numerusform>
            <numerusform>Speicher mit %1 Clients.</numerusform>
        </translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>Gebraucht</translation>
    </message>
    <message>
        <source>an instance</source>
        <translation>je Instanz</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Redis executes %1 PUBLISH a second for them.</source>
        <translation>Redis führt dafür %1 PUBLISH je Sekunde aus.</translation>
    </message>
</context>
<context>
    <name>fanlight::PlannerCard</name>
    <message>
        <source>Capacity planner</source>
        <translation>Kapazitätsplaner</translation>
    </message>
    <message>
        <source>Copy &amp;plan</source>
        <translation>&amp;Plan kopieren</translation>
    </message>
    <message>
        <source>Save pla&amp;n…</source>
        <translation>Plan s&amp;peichern…</translation>
    </message>
    <message>
        <source>copied the capacity plan</source>
        <translation>Kapazitätsplan kopiert</translation>
    </message>
    <message>
        <source>Users online</source>
        <translation>Nutzer online</translation>
    </message>
    <message>
        <source>Devices per user</source>
        <translation>Geräte je Nutzer</translation>
    </message>
    <message>
        <source>streams, on average</source>
        <translation>Streams, im Mittel</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>more than one: behind Redis</source>
        <translation>mehrere: hinter Redis</translation>
    </message>
    <message>
        <source>Messages a second</source>
        <translation>Nachrichten je Sekunde</translation>
    </message>
    <message>
        <source>published, over all instances</source>
        <translation>veröffentlicht, über alle Instanzen</translation>
    </message>
    <message>
        <source>Users each message goes to</source>
        <translation>Empfänger je Nachricht</translation>
    </message>
    <message>
        <source>fan-out: those of them who are online</source>
        <translation>Fan-out: die davon online sind</translation>
    </message>
    <message>
        <source>An instance</source>
        <translation>Eine Instanz</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>%1 of an instance</source>
        <translation>%1 einer Instanz</translation>
    </message>
    <message>
        <source>%1 of all</source>
        <translation>%1 aller</translation>
    </message>
    <message>
        <source>A whole number from %1 to %2</source>
        <translation>Eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>A number from %1 to %2</source>
        <translation>Eine Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>Redis executes %1 PUBLISH a second for all instances, each with its entry in history.</source>
        <translation>Redis führt für alle Instanzen %1 PUBLISH je Sekunde aus, jedes mit seinem Eintrag im Verlauf.</translation>
    </message>
    <message>
        <source>Save capacity plan</source>
        <translation>Kapazitätsplan speichern</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>capacity plan written to %1</source>
        <translation>Kapazitätsplan nach %1 geschrieben</translation>
    </message>
    <message>
        <source>plan not saved: %1</source>
        <translation>Plan nicht gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>fanlight::ProofModel</name>
    <message>
        <source>, read %1</source>
        <comment>when</comment>
        <translation>, gelesen %1</translation>
    </message>
    <message>
        <source>not since the hub has started</source>
        <translation>nicht seit dem Start des Hubs</translation>
    </message>
    <message>
        <source>it has no id (kid)</source>
        <translation>er hat keine ID (kid)</translation>
    </message>
    <message>
        <source>Key or token</source>
        <translation>Schlüssel oder Token</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
</context>
<context>
    <name>fanlight::ProofsCard</name>
    <message>
        <source>Keys and tokens</source>
        <translation>Schlüssel und Tokens</translation>
    </message>
    <message>
        <source>No key and no token</source>
        <translation>Kein Schlüssel und kein Token</translation>
    </message>
    <message>
        <source>Whoever reaches the hub needs none. Settings has both: keys tell users apart, tokens say who may publish and who may look on.</source>
        <translation>Wer den Hub erreicht, braucht keines. Die Einstellungen haben beides: Schlüssel unterscheiden Nutzer, Tokens sagen, wer veröffentlichen und wer zusehen darf.</translation>
    </message>
</context>
<context>
    <name>fanlight::PublishCheck</name>
    <message>
        <source>User ids</source>
        <translation>Nutzer-IDs</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>Nutzer-ID</translation>
    </message>
    <message>
        <source>Author id</source>
        <translation>Autor-ID</translation>
    </message>
    <message>
        <source>Event type</source>
        <translation>Event-Typ</translation>
    </message>
    <message>
        <source>Event name</source>
        <translation>Event-Name</translation>
    </message>
    <message>
        <source>Event id</source>
        <translation>Event-ID</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%2 byte(s))</source>
        <comment>rounded, in full</comment>
        <translation>
            <numerusform>%1 (%2 Byte)</numerusform>
            <numerusform>%1 (%2 Bytes)</numerusform>
        </translation>
    </message>
    <message>
        <source>Payload: %1 is more than the limit of %2</source>
        <translation>Nutzdaten: %1 ist mehr als die Grenze von %2</translation>
    </message>
    <message>
        <source>User ids: at most %1 of them, send several times</source>
        <translation>Nutzer-IDs: höchstens %1, sonst mehrmals senden</translation>
    </message>
    <message>
        <source>must be one line</source>
        <translation>muss eine Zeile sein</translation>
    </message>
    <message>
        <source>must not be longer than %1 bytes</source>
        <translation>darf nicht länger als %1 Bytes sein</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a field, what is wrong with it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Enter a user id.</source>
        <translation>Eine Nutzer-ID eingeben.</translation>
    </message>
    <message>
        <source>Enter the author&apos;s id.</source>
        <translation>Die ID des Autors eingeben.</translation>
    </message>
    <message>
        <source>Enter an event type: those who want it get this.</source>
        <translation>Einen Event-Typ eingeben: Wer ihn will, bekommt dies.</translation>
    </message>
    <message>
        <source>As a request it has %1, more than the limit of %2</source>
        <translation>Als Anfrage hat es %1, mehr als die Grenze von %2</translation>
    </message>
    <message>
        <source>followers of author %1</source>
        <translation>Follower von Autor %1</translation>
    </message>
    <message>
        <source>users who want “%1”</source>
        <translation>Nutzer, die „%1“ wollen</translation>
    </message>
    <message>
        <source>followers of author %1 who want “%2”</source>
        <translation>Follower von Autor %1, die „%2“ wollen</translation>
    </message>
    <message>
        <source>everyone</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>Nutzer %1</translation>
    </message>
    <message numerus="yes">
        <source>%1 user(s)</source>
        <translation>
            <numerusform>%1 Nutzer</numerusform>
            <numerusform>%1 Nutzer</numerusform>
        </translation>
    </message>
    <message>
        <source>Once key</source>
        <translation>Einmal-Schlüssel</translation>
    </message>
</context>
<context>
    <name>fanlight::PublishDesk</name>
    <message>
        <source>%1: sent to %2</source>
        <translation>%1: an %2 gesendet</translation>
    </message>
    <message>
        <source>fan-out by author %1 to %2</source>
        <translation>Fan-out von Autor %1 an %2</translation>
    </message>
    <message>
        <source>broadcast to %1</source>
        <translation>Broadcast an %1</translation>
    </message>
    <message>
        <source>%1, %2 %3 ms</source>
        <comment>what was sent, a percentile, its value</comment>
        <translation>%1, %2 %3 ms</translation>
    </message>
    <message>
        <source>the hub is not listening</source>
        <translation>der Hub ist nicht auf Empfang</translation>
    </message>
    <message>
        <source>The hub is not listening: start it to send.</source>
        <translation>Der Hub ist nicht auf Empfang: zum Senden starten.</translation>
    </message>
    <message>
        <source>Something is being sent again and again: stop it first.</source>
        <translation>Etwas wird immer wieder gesendet: erst beenden.</translation>
    </message>
    <message>
        <source>not sent: something is being sent again and again</source>
        <translation>nicht gesendet: etwas wird immer wieder gesendet</translation>
    </message>
    <message>
        <source>not sent: %1</source>
        <translation>nicht gesendet: %1</translation>
    </message>
    <message>
        <source>repeated: %1</source>
        <translation>wiederholt: %1</translation>
    </message>
    <message>
        <source>not published again: its key was used before</source>
        <translation>nicht noch einmal veröffentlicht: sein Schlüssel wurde schon benutzt</translation>
    </message>
</context>
<context>
    <name>fanlight::PublishForm</name>
    <message>
        <source>{i} counts, {now} is the time, {random} a number.</source>
        <translation>{i} zählt, {now} ist die Zeit, {random} eine Zahl.</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>Nutzer-ID</translation>
    </message>
    <message>
        <source>User ids</source>
        <translation>Nutzer-IDs</translation>
    </message>
    <message>
        <source>Author id</source>
        <translation>Autor-ID</translation>
    </message>
    <message>
        <source>42: their followers get it</source>
        <translation>42: seine Follower bekommen es</translation>
    </message>
    <message>
        <source>Event type</source>
        <translation>Event-Typ</translation>
    </message>
    <message>
        <source>the payload&apos;s “type”</source>
        <translation>der „type“ der Nutzdaten</translation>
    </message>
    <message>
        <source>Event id</source>
        <translation>Event-ID</translation>
    </message>
    <message>
        <source>Event name</source>
        <translation>Event-Name</translation>
    </message>
    <message>
        <source>none, so that onmessage gets it</source>
        <translation>keiner, sodass onmessage es bekommt</translation>
    </message>
    <message>
        <source>What selective delivery and ?types= look at.</source>
        <translation>Worauf selektive Zustellung und ?types= schauen.</translation>
    </message>
    <message>
        <source>The “event:” line; the browser then calls the listeners of that name.</source>
        <translation>Die „event:“-Zeile; der Browser ruft dann die Listener dieses Namens auf.</translation>
    </message>
    <message>
        <source>Audience…</source>
        <translation>Publikum…</translation>
    </message>
    <message>
        <source>Who follows whom, and who wants what.</source>
        <translation>Wer wem folgt und wer was will.</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Among followers of author</source>
        <translation>Unter Followern von Autor</translation>
    </message>
    <message>
        <source>id, or empty: everyone</source>
        <translation>ID oder leer: alle</translation>
    </message>
    <message>
        <source>followers of author</source>
        <translation>Follower von Autor</translation>
    </message>
    <message>
        <source>Among</source>
        <translation>Unter</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>batched</source>
        <translation>gesammelt</translation>
    </message>
    <message>
        <source>Deliver as</source>
        <translation>Zustellen als</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Sent one after another, made from the payload: %1</source>
        <translation>Nacheinander gesendet, aus den Nutzdaten gemacht: %1</translation>
    </message>
    <message>
        <source>Notifications of one event at most</source>
        <translation>Benachrichtigungen eines Events, höchstens</translation>
    </message>
    <message>
        <source>Of one event; the next begin another.</source>
        <translation>Eines Events; die nächsten beginnen ein weiteres.</translation>
    </message>
    <message>
        <source>one after another</source>
        <translation>nacheinander</translation>
    </message>
    <message>
        <source>Gathered for</source>
        <translation>Sammeln für</translation>
    </message>
    <message>
        <source>in one event</source>
        <translation>in einem Event</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>everyone, or ids: 42, 43</source>
        <translation>alle oder IDs: 42, 43</translation>
    </message>
    <message>
        <source>Payload: %1</source>
        <comment>what is wrong with it</comment>
        <translation>Nutzdaten: %1</translation>
    </message>
    <message>
        <source>batched %1</source>
        <comment>for how long</comment>
        <translation>gesammelt %1</translation>
    </message>
    <message>
        <source>The hub&apos;s batch window is off.</source>
        <translation>Das Batch-Fenster des Hubs ist aus.</translation>
    </message>
    <message>
        <source>nobody yet</source>
        <translation>noch niemand</translation>
    </message>
    <message>
        <source>Recipients: %1</source>
        <translation>Empfänger: %1</translation>
    </message>
    <message>
        <source>Send %1</source>
        <comment>a number</comment>
        <translation>%1 senden</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Repeat %1/s…</source>
        <translation>%1/s wiederholen…</translation>
    </message>
    <message>
        <source>Stops what is being repeated (Esc).</source>
        <translation>Beendet die Wiederholung (Esc).</translation>
    </message>
    <message>
        <source>Sends it again and again.</source>
        <translation>Sendet es immer wieder.</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends</source>
        <translation>Strg+Enter sendet</translation>
    </message>
</context>
<context>
    <name>fanlight::PublishPage</name>
    <message>
        <source>Test broadcast</source>
        <translation>Test-Broadcast</translation>
    </message>
    <message>
        <source>To one user</source>
        <translation>An einen Nutzer</translation>
    </message>
    <message>
        <source>Several users</source>
        <translation>Mehrere Nutzer</translation>
    </message>
    <message>
        <source>Fan-out</source>
        <translation>Fan-out</translation>
    </message>
    <message>
        <source>Selective</source>
        <translation>Selektiv</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>Whom to send to</source>
        <translation>An wen gesendet wird</translation>
    </message>
    <message>
        <source>Template “%1” loaded.</source>
        <translation>Vorlage „%1“ geladen.</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>Auf der Leitung</translation>
    </message>
    <message>
        <source>Sent before</source>
        <translation>Früher gesendet</translation>
    </message>
    <message>
        <source>Enter or a double click loads it</source>
        <translation>Enter oder Doppelklick lädt es</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Follow the delivery that is shown</source>
        <translation>Die gezeigte Zustellung verfolgen</translation>
    </message>
    <message>
        <source>Stop what is being repeated</source>
        <translation>Die Wiederholung beenden</translation>
    </message>
    <message>
        <source>Message loaded.</source>
        <translation>Nachricht geladen.</translation>
    </message>
    <message>
        <source>what was written before is back</source>
        <translation>was vorher geschrieben war, ist zurück</translation>
    </message>
    <message>
        <source>Copies a command that publishes the same.</source>
        <translation>Kopiert einen Befehl, der dasselbe veröffentlicht.</translation>
    </message>
    <message>
        <source>not sent: %1</source>
        <translation>nicht gesendet: %1</translation>
    </message>
    <message>
        <source>curl command copied</source>
        <translation>curl-Befehl kopiert</translation>
    </message>
    <message>
        <source>Loaded what was sent at %1.</source>
        <comment>time, or date and time</comment>
        <translation>Geladen, was um %1 gesendet wurde.</translation>
    </message>
    <message>
        <source>What was sent before is cleared.</source>
        <translation>Früher Gesendetes ist gelöscht.</translation>
    </message>
    <message>
        <source>Removed from what was sent before.</source>
        <translation>Aus dem früher Gesendeten entfernt.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>Send this again to %1?</source>
        <comment>everyone, 3 users</comment>
        <translation>Noch einmal an %1 senden?</translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>there is no notification to follow</source>
        <translation>es gibt keine Benachrichtigung zu verfolgen</translation>
    </message>
</context>
<context>
    <name>fanlight::Question</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>• %1</source>
        <comment>one of several facts</comment>
        <translation>• %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>fanlight::ReachWatch</name>
    <message numerus="yes">
        <source>%1 client(s)</source>
        <translation>
            <numerusform>%1 Client</numerusform>
            <numerusform>%1 Clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 user(s)</source>
        <translation>
            <numerusform>%1 Nutzer</numerusform>
            <numerusform>%1 Nutzer</numerusform>
        </translation>
    </message>
    <message>
        <source>nobody is online</source>
        <translation>niemand ist online</translation>
    </message>
    <message numerus="yes">
        <source>%1 client(s) online</source>
        <translation>
            <numerusform>%1 Client online</numerusform>
            <numerusform>%1 Clients online</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 online</source>
        <translation>%1 online</translation>
    </message>
    <message>
        <source>not online</source>
        <translation>nicht online</translation>
    </message>
    <message>
        <source>online, but takes no such type</source>
        <translation>online, nimmt aber diesen Typ nicht</translation>
    </message>
    <message numerus="yes">
        <source>online, %1 client(s)</source>
        <translation>
            <numerusform>online, %1 Client</numerusform>
            <numerusform>online, %1 Clients</numerusform>
        </translation>
    </message>
    <message>
        <source>online</source>
        <translation>online</translation>
    </message>
    <message>
        <source>there are none</source>
        <translation>es gibt keine</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>none of %1 online</source>
        <translation>keine von %1 online</translation>
    </message>
    <message>
        <source>%1 of %2 online</source>
        <translation>%1 von %2 online</translation>
    </message>
    <message>
        <source>%1 (not known: %2)</source>
        <comment>recipients, why</comment>
        <translation>%1 (nicht bekannt: %2)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>recipients, how many of them are online</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message numerus="yes">
        <source>%1 user(s), %2 of them online on any instance</source>
        <translation>
            <numerusform>%1 Nutzer, %2 davon auf irgendeiner Instanz online</numerusform>
            <numerusform>%1 Nutzer, %2 davon auf irgendeiner Instanz online</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 user(s), %2 of them online</source>
        <translation>
            <numerusform>%1 Nutzer, %2 davon online</numerusform>
            <numerusform>%1 Nutzer, %2 davon online</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of the %2 connection(s) of this instance take it</source>
        <translation>
            <numerusform>%1 von der %2 Verbindung dieser Instanz nimmt es</numerusform>
            <numerusform>%1 von den %2 Verbindungen dieser Instanz nehmen es</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody follows author %1.</source>
        <translation>Niemand folgt Autor %1.</translation>
    </message>
    <message>
        <source>Nobody wants “%1”.</source>
        <translation>Niemand will „%1“.</translation>
    </message>
    <message>
        <source>No follower of author %1 wants “%2”.</source>
        <translation>Kein Follower von Autor %1 will „%2“.</translation>
    </message>
    <message>
        <source>%1 The Audience page has who follows whom and who wants what.</source>
        <translation>%1 Wer wem folgt und wer was will, steht auf der Seite Publikum.</translation>
    </message>
    <message>
        <source>%1 History keeps it for clients that come back.</source>
        <translation>%1 Der Verlauf bewahrt es für Clients auf, die zurückkommen.</translation>
    </message>
    <message>
        <source>what has no type</source>
        <comment>none takes …</comment>
        <translation>etwas ohne Typ</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>a type</comment>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>No client is connected.</source>
        <translation>Kein Client ist verbunden.</translation>
    </message>
    <message>
        <source>Connected here: %1, but none takes %2.</source>
        <comment>“3 clients”, “like”</comment>
        <translation>Hier verbunden: %1, aber keiner nimmt %2.</translation>
    </message>
    <message>
        <source>User %1 is not online.</source>
        <translation>Nutzer %1 ist nicht online.</translation>
    </message>
    <message>
        <source>None of the %1 is online.</source>
        <comment>“3 users”</comment>
        <translation>Niemand davon ist online (%1).</translation>
    </message>
    <message>
        <source>User %1 is online, but no client of theirs here takes %2.</source>
        <translation>Nutzer %1 ist online, aber keiner seiner Clients hier nimmt %2.</translation>
    </message>
    <message>
        <source>Online: %1, but no client of theirs here takes %2.</source>
        <comment>“3 users”, “like”</comment>
        <translation>Online: %1, aber keiner ihrer Clients hier nimmt %2.</translation>
    </message>
    <message>
        <source>Send %1 to %2</source>
        <comment>how many notifications, recipients</comment>
        <translation>%1 an %2 senden</translation>
    </message>
    <message>
        <source>Send to %1</source>
        <comment>recipients</comment>
        <translation>An %1 senden</translation>
    </message>
</context>
<context>
    <name>fanlight::ReceiptPartsModel</name>
    <message>
        <source>%1 (this one)</source>
        <comment>an instance</comment>
        <translation>%1 (diese)</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Noch nicht</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Weg</translation>
    </message>
</context>
<context>
    <name>fanlight::RedisLine</name>
    <message>
        <source>event name</source>
        <translation>Event-Name</translation>
    </message>
    <message>
        <source>retry</source>
        <translation>retry</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>a raw PUBLISH carries the data only, not: %1</source>
        <translation>ein rohes PUBLISH trägt nur die Daten, nicht: %1</translation>
    </message>
    <message numerus="yes">
        <source>and %1 more user(s), left out here</source>
        <translation>
            <numerusform>und %1 weiterer Nutzer, hier weggelassen</numerusform>
            <numerusform>und %1 weitere Nutzer, hier weggelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>A fan-out names an author, not channels: Redis would need a PUBLISH for each follower.</source>
        <translation>Ein Fan-out nennt einen Autor, keine Kanäle: Redis bräuchte ein PUBLISH für jeden Follower.</translation>
    </message>
    <message>
        <source>A selective publish names a type, not channels: Redis would need a PUBLISH for each interested user.</source>
        <translation>Ein selektives Publish nennt einen Typ, keine Kanäle: Redis bräuchte ein PUBLISH für jeden interessierten Nutzer.</translation>
    </message>
    <message>
        <source>It names no user.</source>
        <translation>Es nennt keinen Nutzer.</translation>
    </message>
    <message>
        <source>once key</source>
        <translation>Einmal-Schlüssel</translation>
    </message>
</context>
<context>
    <name>fanlight::RedisPage</name>
    <message>
        <source>Redis %1</source>
        <translation>Redis %1</translation>
    </message>
    <message>
        <source>up %1</source>
        <translation>läuft seit %1</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>The server</source>
        <translation>Der Server</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>Umlaufzeit</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Pub/sub lag</source>
        <translation>Pub/Sub-Verzögerung</translation>
    </message>
    <message>
        <source>Subscribed channels</source>
        <translation>Abonnierte Kanäle</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>messages/s</source>
        <translation>Nachrichten/s</translation>
    </message>
    <message>
        <source>Redis’ memory</source>
        <translation>Speicher von Redis</translation>
    </message>
    <message>
        <source>Redis’ clients</source>
        <translation>Clients von Redis</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>/s</translation>
    </message>
    <message>
        <source>Reconnects</source>
        <translation>Wiederverbindungen</translation>
    </message>
    <message>
        <source>No Redis, and none needed</source>
        <translation>Kein Redis, und keines nötig</translation>
    </message>
    <message>
        <source>The hub is not listening</source>
        <translation>Der Hub ist nicht auf Empfang</translation>
    </message>
    <message>
        <source>Start it to see how its Redis fares.</source>
        <translation>Ihn starten, um zu sehen, wie es seinem Redis geht.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Away since %1</source>
        <translation>Weg seit %1</translation>
    </message>
    <message>
        <source>Not ready yet</source>
        <translation>Noch nicht bereit</translation>
    </message>
    <message>
        <source>Pub/sub lag %1</source>
        <comment>percentile</comment>
        <translation>Pub/Sub-Verzögerung %1</translation>
    </message>
    <message>
        <source>nothing was received</source>
        <translation>nichts wurde empfangen</translation>
    </message>
    <message>
        <source>published to received</source>
        <translation>veröffentlicht bis empfangen</translation>
    </message>
    <message>
        <source>of a loop-back message</source>
        <translation>einer Nachricht an sich selbst</translation>
    </message>
    <message>
        <source>of %1 on the server</source>
        <translation>von %1 auf dem Server</translation>
    </message>
    <message>
        <source>of the whole server</source>
        <translation>des ganzen Servers</translation>
    </message>
    <message>
        <source>since the hub started</source>
        <translation>seit dem Start des Hubs</translation>
    </message>
    <message>
        <source>slots: %1</source>
        <translation>Slots: %1</translation>
    </message>
    <message>
        <source>keeps what is of this app</source>
        <translation>hält, was dieser App gehört</translation>
    </message>
    <message>
        <source>away</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>The nodes of the cluster</source>
        <translation>Die Knoten des Clusters</translation>
    </message>
    <message>
        <source>channels: %1</source>
        <translation>Kanäle: %1</translation>
    </message>
    <message>
        <source>published: %1</source>
        <translation>veröffentlicht: %1</translation>
    </message>
    <message>
        <source>slots last moved at %1</source>
        <translation>Slots zuletzt verschoben um %1</translation>
    </message>
</context>
<context>
    <name>fanlight::RedisSteps</name>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>nicht versucht</translation>
    </message>
</context>
<context>
    <name>fanlight::RefusalModel</name>
    <message>
        <source>first %1</source>
        <comment>when</comment>
        <translation>zuerst %1</translation>
    </message>
    <message>
        <source>%1, answered %2</source>
        <comment>why, a status of HTTP</comment>
        <translation>%1, mit %2 beantwortet</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>Wollte</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>Anzahl</translation>
    </message>
</context>
<context>
    <name>fanlight::RefusalsCard</name>
    <message numerus="yes">
        <source>%1 refusal(s)</source>
        <translation>
            <numerusform>%1 Abweisung</numerusform>
            <numerusform>%1 Abweisungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Export what was refused</source>
        <translation>Abgewiesenes exportieren</translation>
    </message>
    <message>
        <source>Saves the shown rows as CSV.</source>
        <translation>Speichert die gezeigten Zeilen als CSV.</translation>
    </message>
    <message>
        <source>Filter: a part of any column</source>
        <translation>Filter: ein Teil einer Spalte</translation>
    </message>
    <message>
        <source>Filter what was refused</source>
        <translation>Abgewiesenes filtern</translation>
    </message>
    <message>
        <source>Why, of the selected row</source>
        <translation>Warum, bei der ausgewählten Zeile</translation>
    </message>
    <message>
        <source>%1 since the program started</source>
        <comment>12 refusals</comment>
        <translation>%1 seit dem Start des Programms</translation>
    </message>
    <message>
        <source>, %1 of them no longer listed</source>
        <translation>, davon %1 nicht mehr aufgelistet</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n row(s)</source>
        <translation>
            <numerusform>%1 von %n Zeile</numerusform>
            <numerusform>%1 von %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody was refused</source>
        <translation>Niemand wurde abgewiesen</translation>
    </message>
    <message>
        <source>Whoever is turned away stands here: who wanted what, why not, and how often.</source>
        <translation>Wer abgewiesen wird, steht hier: wer was wollte, warum nicht und wie oft.</translation>
    </message>
    <message>
        <source>No row matches the filter</source>
        <translation>Keine Zeile passt zum Filter</translation>
    </message>
    <message>
        <source>All others are still there.</source>
        <translation>Alle anderen sind noch da.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a status of HTTP, why</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;Copy rows	Ctrl+C</source>
        <translation>Zeilen &amp;kopieren	Strg+C</translation>
    </message>
    <message>
        <source>Copy &amp;address</source>
        <translation>A&amp;dresse kopieren</translation>
    </message>
    <message>
        <source>Copy the &amp;reason</source>
        <translation>&amp;Grund kopieren</translation>
    </message>
    <message>
        <source>Show only %1</source>
        <comment>an address</comment>
        <translation>Nur %1 zeigen</translation>
    </message>
</context>
<context>
    <name>fanlight::Remote</name>
    <message>
        <source>%1 has been silent for %2 s: the network in between is gone, or the hub hangs.</source>
        <translation>%1 schweigt seit %2 s: das Netz dazwischen ist weg, oder der Hub hängt.</translation>
    </message>
    <message>
        <source>%1 sends so slowly that nothing whole came in %2 s.</source>
        <translation>%1 sendet so langsam, dass in %2 s nichts Ganzes kam.</translation>
    </message>
    <message>
        <source>%1 has ended the stream.</source>
        <translation>%1 hat den Stream beendet.</translation>
    </message>
    <message>
        <source>The connection to %1 broke off.</source>
        <translation>Die Verbindung zu %1 brach ab.</translation>
    </message>
    <message>
        <source>%1 sends more at once than a hub does.</source>
        <translation>%1 sendet mehr auf einmal, als ein Hub es tut.</translation>
    </message>
    <message>
        <source>%1 sent what cannot be read: %2.</source>
        <translation>%1 hat gesendet, was nicht zu lesen ist: %2.</translation>
    </message>
    <message>
        <source>The hub answers what this version does not understand.</source>
        <translation>Der Hub antwortet, was diese Version nicht versteht.</translation>
    </message>
    <message>
        <source>This hub is older and cannot break streams off for a window elsewhere: upgrade it.</source>
        <translation>Dieser Hub ist älter und kann für ein Fenster anderswo keine Streams abbrechen: aktualisieren.</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>gefragt</translation>
    </message>
    <message>
        <source>with the role %1</source>
        <translation>mit der Rolle %1</translation>
    </message>
    <message>
        <source>as “%1” with the role %2</source>
        <translation>als „%1“ mit der Rolle %2</translation>
    </message>
    <message>
        <source>%1 is being connected.</source>
        <translation>%1 wird verbunden.</translation>
    </message>
    <message>
        <source>%1 does not answer; it is tried again and again.</source>
        <translation>%1 antwortet nicht; es wird immer wieder versucht.</translation>
    </message>
    <message>
        <source>%1 runs on a server: it is started and stopped there, for example with systemctl.</source>
        <translation>%1 läuft auf einem Server: dort wird er gestartet und angehalten, etwa mit systemctl.</translation>
    </message>
    <message>
        <source>A hub on a server moves to Redis with --broker and a restart there.</source>
        <translation>Ein Hub auf einem Server zieht mit --broker und einem Neustart dort nach Redis um.</translation>
    </message>
    <message>
        <source>You are at %1 %2: figures and rows need a token of the role %3 or admin.</source>
        <translation>Bei %1 angemeldet %2: Messwerte und Zeilen brauchen ein Token der Rolle %3 oder admin.</translation>
    </message>
    <message>
        <source>You are at %1 %2: this needs a token of the role %3%4.</source>
        <translation>Bei %1 angemeldet %2: dies braucht ein Token der Rolle %3%4.</translation>
    </message>
    <message>
        <source> or admin</source>
        <translation> oder admin</translation>
    </message>
    <message>
        <source>%1 takes no faults from elsewhere: start it there with --allow-faults.</source>
        <translation>%1 nimmt von anderswo keine Störungen an: ihn dort mit --allow-faults starten.</translation>
    </message>
    <message>
        <source>%1 is Fanlight %2, which cannot tell a window elsewhere what passes in Redis: upgrade it.</source>
        <translation>%1 ist Fanlight %2, das einem Fenster anderswo nicht sagen kann, was in Redis vorgeht: aktualisieren.</translation>
    </message>
    <message>
        <source>%1 is not behind Redis.</source>
        <translation>%1 steht nicht hinter Redis.</translation>
    </message>
    <message>
        <source>%1 is Fanlight %2, which does not offer this to a window elsewhere: upgrade it.</source>
        <translation>%1 ist Fanlight %2, das einem Fenster anderswo dies nicht anbietet: aktualisieren.</translation>
    </message>
    <message>
        <source>You are at %1 %2: to see this takes a token of the role monitor or admin.</source>
        <translation>Bei %1 angemeldet %2: um dies zu sehen, braucht es ein Token der Rolle monitor oder admin.</translation>
    </message>
    <message>
        <source>%1 is Fanlight %2, which does not tell this to a window elsewhere: upgrade it.</source>
        <translation>%1 ist Fanlight %2, das einem Fenster anderswo dies nicht sagt: aktualisieren.</translation>
    </message>
    <message numerus="yes">
        <source>%1 does not keep up: %n questions wait already.</source>
        <translation>
            <numerusform>%1 kommt nicht nach: %n Frage wartet schon.</numerusform>
            <numerusform>%1 kommt nicht nach: %n Fragen warten schon.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 answers with more than a window takes.</source>
        <translation>%1 antwortet mit mehr, als ein Fenster annimmt.</translation>
    </message>
    <message>
        <source>the certificate of %1 expired on %2: it must be renewed there.</source>
        <translation>das Zertifikat von %1 ist am %2 abgelaufen: es muss dort erneuert werden.</translation>
    </message>
    <message>
        <source>the certificate of %1 is not valid before %2: look at the clocks.</source>
        <translation>das Zertifikat von %1 gilt nicht vor %2: die Uhren prüfen.</translation>
    </message>
    <message>
        <source>the certificate is for another name than %1.</source>
        <translation>das Zertifikat ist für einen anderen Namen als %1.</translation>
    </message>
    <message>
        <source>the certificate is for %1, not for %2: use one of its names.</source>
        <translation>das Zertifikat ist für %1, nicht für %2: einen seiner Namen benutzen.</translation>
    </message>
    <message>
        <source>the certificate of %1 is signed by nobody this machine trusts: add its issuer to the certificates of this machine.</source>
        <translation>das Zertifikat von %1 hat niemand signiert, dem dieser Rechner traut: seinen Aussteller zu den Zertifikaten dieses Rechners hinzufügen.</translation>
    </message>
    <message>
        <source>the certificate of %1 will not do: %2.</source>
        <translation>das Zertifikat von %1 taugt nicht: %2.</translation>
    </message>
    <message>
        <source>TLS: %1</source>
        <translation>TLS: %1</translation>
    </message>
    <message>
        <source>Nothing listens at %1.</source>
        <translation>Bei %1 hört nichts zu.</translation>
    </message>
    <message>
        <source>The name %1 has no address.</source>
        <translation>Der Name %1 hat keine Adresse.</translation>
    </message>
    <message>
        <source>%1 ended the connection.</source>
        <translation>%1 hat die Verbindung beendet.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
    <message>
        <source>TLS with %1 fails: %2.</source>
        <translation>TLS mit %1 schlägt fehl: %2.</translation>
    </message>
    <message>
        <source>What answers at %1 does not speak HTTP.</source>
        <translation>Was bei %1 antwortet, spricht kein HTTP.</translation>
    </message>
    <message>
        <source>%1 cannot be reached: %2.</source>
        <translation>%1 ist nicht zu erreichen: %2.</translation>
    </message>
    <message>
        <source>%1 sends the window elsewhere.</source>
        <translation>%1 schickt das Fenster anderswohin.</translation>
    </message>
    <message>
        <source>%1 sends the window to %2: if that is the hub, give that address. A token is shown to nobody else.</source>
        <translation>%1 schickt das Fenster zu %2: ist das der Hub, dann diese Adresse angeben. Ein Token wird sonst niemandem gezeigt.</translation>
    </message>
    <message>
        <source>The hub does not know this token: give it another one.%1</source>
        <translation>Der Hub kennt dieses Token nicht: ein anderes angeben.%1</translation>
    </message>
    <message>
        <source>The hub asks for a token: give it one of the role monitor or more.%1</source>
        <translation>Der Hub verlangt ein Token: eines der Rolle monitor oder mehr angeben.%1</translation>
    </message>
    <message>
        <source>The hub does not let this window in:%1</source>
        <translation>Der Hub lässt dieses Fenster nicht ein:%1</translation>
    </message>
    <message>
        <source>403.</source>
        <translation>403.</translation>
    </message>
    <message>
        <source>%1 answers %2.</source>
        <translation>%1 antwortet %2.</translation>
    </message>
    <message>
        <source>%1 answers %2: %3.</source>
        <translation>%1 antwortet %2: %3.</translation>
    </message>
    <message>
        <source>What answers at %1 is not Fanlight: look at host, port and path of the address.</source>
        <translation>Was bei %1 antwortet, ist nicht Fanlight: Rechner, Port und Pfad der Adresse prüfen.</translation>
    </message>
    <message>
        <source>This is no address of a hub; it looks like https://hub.example.</source>
        <translation>Das ist keine Adresse eines Hubs; sie sieht aus wie https://hub.example.</translation>
    </message>
    <message>
        <source>A hub is asked over http:// or https://, not %1://.</source>
        <translation>Ein Hub wird über http:// oder https:// gefragt, nicht über %1://.</translation>
    </message>
    <message>
        <source>A token does not belong into the address: give it beside it.</source>
        <translation>Ein Token gehört nicht in die Adresse: es daneben angeben.</translation>
    </message>
    <message>
        <source>The address of a hub ends before “?” and “#”.</source>
        <translation>Die Adresse eines Hubs endet vor „?“ und „#“.</translation>
    </message>
    <message>
        <source>The message is kept no longer.</source>
        <translation>Die Nachricht wird nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>Tokens and keys are changed on the server of %1, in its own options.</source>
        <translation>Tokens und Schlüssel werden auf dem Server von %1 geändert, in seinen eigenen Optionen.</translation>
    </message>
    <message>
        <source>This token is of no role that may do anything here: give the hub one of the role monitor, publish or admin.</source>
        <translation>Dieses Token hat keine Rolle, die hier etwas darf: dem Hub eines der Rolle monitor, publish oder admin geben.</translation>
    </message>
    <message>
        <source>The stream was ended by the hub.</source>
        <translation>Der Hub hat den Stream beendet.</translation>
    </message>
    <message>
        <source>The hub told what cannot be; the stream is begun anew.</source>
        <translation>Der Hub hat gesagt, was nicht sein kann; der Stream wird neu begonnen.</translation>
    </message>
    <message>
        <source>%1 told what cannot be; it is asked again.</source>
        <translation>%1 meldete, was nicht sein kann; es wird noch einmal gefragt.</translation>
    </message>
    <message numerus="yes">
        <source>+%n line(s), which this window was not told</source>
        <translation>
            <numerusform>+%n Zeile, die diesem Fenster nicht gemeldet wurde</numerusform>
            <numerusform>+%n Zeilen, die diesem Fenster nicht gemeldet wurden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::RepeatPopup</name>
    <message>
        <source>Repeat</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source> a second</source>
        <translation> je Sekunde</translation>
    </message>
    <message>
        <source>How often a second</source>
        <translation>Wie oft je Sekunde</translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation>bis beendet</translation>
    </message>
    <message numerus="yes">
        <source> time(s)</source>
        <comment>behind a number</comment>
        <translation>
            <numerusform> Mal</numerusform>
            <numerusform> Mal</numerusform>
        </translation>
    </message>
    <message>
        <source>How many times</source>
        <translation>Wie viele Male</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Esc stops it.</source>
        <translation>Esc beendet es.</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>Wie oft</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>Wie viele</translation>
    </message>
    <message>
        <source>Start to repeat</source>
        <translation>Wiederholung starten</translation>
    </message>
</context>
<context>
    <name>fanlight::RepeatRun</name>
    <message>
        <source>refused three times in a row: %1</source>
        <translation>dreimal in Folge abgelehnt: %1</translation>
    </message>
    <message>
        <source>%1 of %2 sent, %3/s, %4 refused</source>
        <translation>%1 von %2 gesendet, %3/s, %4 abgelehnt</translation>
    </message>
    <message>
        <source>%1 sent, %2/s, %3 refused</source>
        <translation>%1 gesendet, %2/s, %3 abgelehnt</translation>
    </message>
    <message>
        <source>falls behind: %1 due</source>
        <translation>fällt zurück: %1 fällig</translation>
    </message>
    <message>
        <source>stopped: %1</source>
        <translation>angehalten: %1</translation>
    </message>
</context>
<context>
    <name>fanlight::ReplayDialog</name>
    <message numerus="yes">
        <source>%1 event(s)</source>
        <translation>
            <numerusform>%1 Event</numerusform>
            <numerusform>%1 Events</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Preview</source>
        <translation>&amp;Vorschau</translation>
    </message>
    <message>
        <source>Selected event</source>
        <translation>Ausgewähltes Event</translation>
    </message>
    <message>
        <source>All, joined</source>
        <translation>Alle, zusammen</translation>
    </message>
    <message>
        <source>Replay preview</source>
        <translation>Replay-Vorschau</translation>
    </message>
    <message>
        <source>Nothing was asked yet.</source>
        <translation>Noch wurde nichts abgefragt.</translation>
    </message>
    <message>
        <source>What a client that comes back would be sent first, from history.</source>
        <translation>Was ein zurückkehrender Client zuerst aus dem Verlauf bekäme.</translation>
    </message>
    <message>
        <source>none: broadcasts only</source>
        <translation>keine: nur Broadcasts</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>Nutzer-ID</translation>
    </message>
    <message>
        <source>The id of the last event the client has, as the browser sends it.</source>
        <translation>Die ID des letzten Events, das der Client hat, wie der Browser sie sendet.</translation>
    </message>
    <message>
        <source>Events of the replay</source>
        <translation>Events des Replays</translation>
    </message>
    <message>
        <source>What is shown of the wire</source>
        <translation>Was von der Leitung gezeigt wird</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>Auf der Leitung</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Replay</translation>
    </message>
    <message>
        <source>The hub is not listening.</source>
        <translation>Der Hub ist nicht auf Empfang.</translation>
    </message>
    <message>
        <source>A client without a Last-Event-ID is sent nothing from history.</source>
        <translation>Ein Client ohne Last-Event-ID bekommt nichts aus dem Verlauf.</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Wird gefragt…</translation>
    </message>
    <message>
        <source>%1, %2 on the wire. The first %3 are shown.</source>
        <comment>events, bytes</comment>
        <translation>%1, %2 auf der Leitung. Die ersten %3 werden gezeigt.</translation>
    </message>
    <message>
        <source>%1, %2 on the wire.</source>
        <comment>events, bytes</comment>
        <translation>%1, %2 auf der Leitung.</translation>
    </message>
    <message>
        <source>Nothing: the client has all.</source>
        <translation>Nichts: Der Client hat alles.</translation>
    </message>
    <message>
        <source>Nothing is left to send.</source>
        <translation>Nichts ist mehr zu senden.</translation>
    </message>
    <message>
        <source>The client is told: %1</source>
        <translation>Dem Client wird gesagt: %1</translation>
    </message>
    <message>
        <source>the first %1 of %2</source>
        <translation>die ersten %1 von %2</translation>
    </message>
</context>
<context>
    <name>fanlight::ReplayModel</name>
    <message>
        <source>everyone and the user</source>
        <comment>a batch</comment>
        <translation>alle und der Nutzer</translation>
    </message>
    <message>
        <source>everyone</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>the user</source>
        <translation>der Nutzer</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>Veröffentlicht</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>Auf der Leitung</translation>
    </message>
</context>
<context>
    <name>fanlight::ReturnWatch</name>
    <message>
        <source>%1 disconnected</source>
        <translation>%1 getrennt</translation>
    </message>
    <message>
        <source>%1 back (median %2 s)</source>
        <translation>%1 zurück (Median %2 s)</translation>
    </message>
    <message>
        <source>%1 back</source>
        <translation>%1 zurück</translation>
    </message>
    <message>
        <source>%1 not yet</source>
        <translation>%1 noch nicht</translation>
    </message>
    <message>
        <source>%1 not within %2 s</source>
        <translation>%1 nicht binnen %2 s</translation>
    </message>
</context>
<context>
    <name>fanlight::RowTable</name>
    <message>
        <source>Copy the selected rows</source>
        <translation>Die ausgewählten Zeilen kopieren</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Absteigend</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>&amp;Copy rows	Ctrl+C</source>
        <translation>Zeilen &amp;kopieren	Strg+C</translation>
    </message>
</context>
<context>
    <name>fanlight::RunModel</name>
    <message>
        <source>%1, stopped</source>
        <translation>%1, angehalten</translation>
    </message>
    <message>
        <source>%1; F2 names it</source>
        <translation>%1; F2 benennt ihn</translation>
    </message>
    <message>
        <source>%1, not as expected; F2 names it</source>
        <translation>%1, nicht wie erwartet; F2 benennt ihn</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Events/s</source>
        <translation>Events/s</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Publish to receive, milliseconds, from when a message was meant to be published</source>
        <translation>Publish bis Empfang, Millisekunden, ab dem vorgesehenen Zeitpunkt der Veröffentlichung</translation>
    </message>
</context>
<context>
    <name>fanlight::RunStore</name>
    <message>
        <source>more than %1 MiB</source>
        <translation>mehr als %1 MiB</translation>
    </message>
    <message>
        <source>The run is not kept: %1</source>
        <translation>Der Lauf wird nicht behalten: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 kept run(s) cannot be read, the first is %3</source>
        <translation>
            <numerusform>%1 von %2 behaltenem Lauf ist nicht lesbar, der erste ist %3</numerusform>
            <numerusform>%1 von %2 behaltenen Läufen sind nicht lesbar, der erste ist %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::RunView</name>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message numerus="yes">
        <source>%n kind(s) more</source>
        <translation>
            <numerusform>%n weitere Art</numerusform>
            <numerusform>%n weitere Arten</numerusform>
        </translation>
    </message>
    <message>
        <source>Errors: %1</source>
        <translation>Fehler: %1</translation>
    </message>
    <message>
        <source>✓ %1: %2</source>
        <translation>✓ %1: %2</translation>
    </message>
    <message>
        <source>✗ %1: %2</source>
        <translation>✗ %1: %2</translation>
    </message>
    <message>
        <source>The hub’s own count over the same time: %1 connects, %2 published, %3 delivered.</source>
        <translation>Die eigene Zählung des Hubs über dieselbe Zeit: %1 Verbindungen, %2 veröffentlicht, %3 zugestellt.</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>/s</translation>
    </message>
    <message>
        <source>Back to live</source>
        <translation>Zurück zu Live</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>hub</source>
        <translation>Hub</translation>
    </message>
    <message>
        <source>Latency, ms</source>
        <translation>Latenz, ms</translation>
    </message>
    <message>
        <source>Throughput, events/s</source>
        <translation>Durchsatz, Events/s</translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 gescheitert</translation>
    </message>
    <message>
        <source>at most, %1</source>
        <translation>höchstens, %1</translation>
    </message>
    <message>
        <source>%1 lost, %2 twice</source>
        <translation>%1 verloren, %2 doppelt</translation>
    </message>
    <message>
        <source>%1 out of order, %2 late, %3 not of this test</source>
        <translation>%1 in falscher Reihenfolge, %2 verspätet, %3 nicht aus diesem Test</translation>
    </message>
    <message>
        <source>p50 %1, p95 %2</source>
        <translation>p50 %1, p95 %2</translation>
    </message>
    <message>
        <source>Publish to receive, from when each message was meant to be published</source>
        <translation>Publish bis Empfang, ab dem vorgesehenen Zeitpunkt jeder Veröffentlichung</translation>
    </message>
    <message>
        <source>p99 –</source>
        <translation>p99 –</translation>
    </message>
    <message>
        <source>p99 %1 ms</source>
        <translation>p99 %1 ms</translation>
    </message>
    <message>
        <source>Outcome: %1</source>
        <translation>Ausgang: %1</translation>
    </message>
    <message>
        <source>Broke off</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Did not run</source>
        <translation>Lief nicht</translation>
    </message>
    <message>
        <source>Nothing was tested</source>
        <translation>Nichts wurde getestet</translation>
    </message>
    <message>
        <source>Not as expected</source>
        <translation>Nicht wie erwartet</translation>
    </message>
    <message>
        <source>The tester was the bottleneck</source>
        <translation>Der Tester war der Engpass</translation>
    </message>
    <message>
        <source>Stopped by hand</source>
        <translation>Von Hand angehalten</translation>
    </message>
    <message>
        <source>Ran to its end</source>
        <translation>Lief bis zum Ende</translation>
    </message>
    <message>
        <source>As expected</source>
        <translation>Wie erwartet</translation>
    </message>
    <message>
        <source>load test of %1, %2</source>
        <comment>instance, address</comment>
        <translation>Lasttest von %1, %2</translation>
    </message>
    <message>
        <source>load test of %1</source>
        <translation>Lasttest von %1</translation>
    </message>
</context>
<context>
    <name>fanlight::RunsCard</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete the selected runs</source>
        <translation>Die ausgewählten Läufe löschen</translation>
    </message>
    <message>
        <source>No test was run yet</source>
        <translation>Noch lief kein Test</translation>
    </message>
    <message>
        <source>Run the scenario at the left: clients connect to the target as its phases say, every event is followed from its publish to each of them, and what is lost, comes twice or late is counted. The last %1 runs are kept here, to be named and compared.</source>
        <translation>Das Szenario links starten: Clients verbinden sich mit dem Ziel, wie seine Phasen es sagen, jedes Event wird von seiner Veröffentlichung bis zu jedem von ihnen verfolgt, und was verloren geht, doppelt oder verspätet kommt, wird gezählt. Die letzten %1 Läufe werden hier behalten, zum Benennen und Vergleichen.</translation>
    </message>
    <message>
        <source>Open	Enter</source>
        <translation>Öffnen	Enter</translation>
    </message>
    <message>
        <source>Compare the two</source>
        <translation>Die beiden vergleichen</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern…</translation>
    </message>
    <message>
        <source>Rename	F2</source>
        <translation>Umbenennen	F2</translation>
    </message>
    <message>
        <source>Copy rows	Ctrl+C</source>
        <translation>Zeilen kopieren	Strg+C</translation>
    </message>
    <message>
        <source>Delete	Del</source>
        <translation>Löschen	Entf</translation>
    </message>
</context>
<context>
    <name>fanlight::SavedFilters</name>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <source>Filters that were saved under a name; at most %1.</source>
        <translation>Unter einem Namen gespeicherte Filter; höchstens %1.</translation>
    </message>
    <message>
        <source>Save this filter…</source>
        <translation>Diesen Filter speichern…</translation>
    </message>
    <message>
        <source>Save the filter “%1” as</source>
        <translation>Den Filter „%1“ speichern als</translation>
    </message>
    <message>
        <source>There is no filter now.</source>
        <translation>Jetzt gibt es keinen Filter.</translation>
    </message>
    <message>
        <source>%1 are saved, which is all that fits; delete one.</source>
        <translation>%1 sind gespeichert, mehr passen nicht; einen löschen.</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>New name of “%1”</source>
        <translation>Neuer Name für „%1“</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
</context>
<context>
    <name>fanlight::ScenarioFields</name>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>a number of messages a second, or off</source>
        <translation>Nachrichten je Sekunde oder off</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>a size like 200, 1KiB or 200..400</source>
        <translation>eine Größe wie 200, 1KiB oder 200..400</translation>
    </message>
    <message>
        <source>Slow readers</source>
        <translation>Langsame Leser</translation>
    </message>
    <message>
        <source>a share from 0 to 100 %, like 5, 5 % or 5 % at 2KiB/s, or off</source>
        <translation>ein Anteil von 0 bis 100 %, etwa 5, 5 % oder 5 % at 2KiB/s, oder off</translation>
    </message>
    <message>
        <source>Drop &amp; reconnect</source>
        <translation>Abbruch &amp; Rückkehr</translation>
    </message>
    <message>
        <source>a share from 0 to 100 %, like 5, 5 % every 30s or 5 % every 30s for 2s, or off</source>
        <translation>ein Anteil von 0 bis 100 %, etwa 5, 5 % every 30s oder 5 % every 30s for 2s, oder off</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>a duration like 30s, or nothing</source>
        <translation>eine Dauer wie 30s oder nichts</translation>
    </message>
    <message>
        <source>Think, begin again</source>
        <translation>Bedenkzeit, neu beginnen</translation>
    </message>
    <message>
        <source>a duration like 5s, or nothing</source>
        <translation>eine Dauer wie 5s oder nichts</translation>
    </message>
    <message>
        <source>no: it leaves after its flow</source>
        <translation>nein: er geht nach seinem Ablauf</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>a whole number, or nothing</source>
        <translation>eine ganze Zahl oder nichts</translation>
    </message>
    <message>
        <source>each client its own</source>
        <translation>jeder Client sein eigener</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Name: value | Name: {{ column }}</source>
        <translation>Name: Wert | Name: {{ column }}</translation>
    </message>
    <message>
        <source>Clients’ file</source>
        <translation>Datei der Clients</translation>
    </message>
    <message>
        <source>a CSV of what {{ column }} stands for</source>
        <translation>eine CSV-Datei mit dem, wofür {{ column }} steht</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>a line like tokens.csv as cookie, or @secret for 5m</source>
        <translation>eine Zeile wie tokens.csv as cookie oder @secret for 5m</translation>
    </message>
    <message>
        <source>tokens.csv, @secret for 5m, tickets</source>
        <translation>tokens.csv, @secret for 5m, tickets</translation>
    </message>
    <message>
        <source>Trust (https)</source>
        <translation>Vertrauen (https)</translation>
    </message>
    <message>
        <source>the system’s authorities</source>
        <translation>die Zertifizierungsstellen des Systems</translation>
    </message>
    <message>
        <source>Publish via</source>
        <translation>Veröffentlichen über</translation>
    </message>
    <message>
        <source>http://…, /path or redis://…</source>
        <translation>http://…, /pfad oder redis://…</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Body</translation>
    </message>
    <message>
        <source>JSON with {i} and {payload}</source>
        <translation>JSON mit {i} und {payload}</translation>
    </message>
    <message>
        <source>Publish headers</source>
        <translation>Publish-Header</translation>
    </message>
    <message>
        <source>Name: value | Name: value</source>
        <translation>Name: Wert | Name: Wert</translation>
    </message>
    <message>
        <source>Late after</source>
        <translation>Verspätet nach</translation>
    </message>
    <message>
        <source>a duration like 1s</source>
        <translation>eine Dauer wie 1s</translation>
    </message>
    <message>
        <source>Answer within</source>
        <translation>Antwort binnen</translation>
    </message>
    <message>
        <source>a duration like 10s</source>
        <translation>eine Dauer wie 10s</translation>
    </message>
    <message>
        <source>Expect</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>p99&lt;50ms, lost=0</source>
        <translation>p99&lt;50ms, lost=0</translation>
    </message>
    <message>
        <source>Sent with each stream; nothing: none. Name: value, with | between two. {{ column }} stands for a column of the clients’ file.</source>
        <translation>Mit jedem Stream gesendet; nichts: keine. Name: Wert, mit | zwischen zweien. {{ column }} steht für eine Spalte der Datei der Clients.</translation>
    </message>
    <message>
        <source>A CSV table with a row a client; nothing: none. {{ column }} in path and headers stands for its value.</source>
        <translation>Eine CSV-Tabelle mit einer Zeile je Client; nichts: keine. {{ column }} in Pfad und Headern steht für ihren Wert.</translation>
    </message>
    <message>
        <source>Who the clients are; nothing: nobody in particular. A CSV table with the columns user and token, or @ and a file with the secret to sign tokens with; behind it for 5m, as cookie, as url, or tickets.</source>
        <translation>Wer die Clients sind; nichts: niemand Bestimmtes. Eine CSV-Tabelle mit den Spalten user und token oder @ und eine Datei mit dem Secret, mit dem Tokens signiert werden; dahinter for 5m, as cookie, as url oder tickets.</translation>
    </message>
    <message>
        <source>A file with further authorities in PEM, or anyone: certificates are not looked at. Nothing: the authorities of the system.</source>
        <translation>Eine Datei mit weiteren Zertifizierungsstellen in PEM oder anyone: Zertifikate werden nicht geprüft. Nichts: die Zertifizierungsstellen des Systems.</translation>
    </message>
    <message>
        <source>Where to publish; nothing: the target. Or an address, a path of the target, or a Redis.</source>
        <translation>Wohin veröffentlicht wird; nichts: zum Ziel. Oder eine Adresse, ein Pfad des Ziels oder ein Redis.</translation>
    </message>
    <message>
        <source>What is posted; nothing: as Fanlight takes it. {i} is the user, {payload} the payload.</source>
        <translation>Was per POST gesendet wird; nichts: wie Fanlight es annimmt. {i} ist der Nutzer, {payload} sind die Nutzdaten.</translation>
    </message>
    <message>
        <source>Sent with each publish; nothing: none. Name: value, with | between two.</source>
        <translation>Mit jedem Publish gesendet; nichts: keine. Name: Wert, mit | zwischen zweien.</translation>
    </message>
    <message>
        <source>What the run must come to, with commas between; nothing: it only measures.</source>
        <translation>Was der Lauf erreichen muss, mit Kommas dazwischen; nichts: er misst nur.</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>as in the file: %1</source>
        <comment>steps</comment>
        <translation>wie in der Datei: %1</translation>
    </message>
    <message>
        <source>as in the file: %1, %2</source>
        <comment>flows, steps</comment>
        <translation>wie in der Datei: %1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n flow(s)</source>
        <translation>
            <numerusform>%n Ablauf</numerusform>
            <numerusform>%n Abläufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Certificate (https)</source>
        <translation>Zertifikat (https)</translation>
    </message>
    <message>
        <source>a file in PEM, or two like client.pem key client.key</source>
        <translation>eine Datei in PEM oder zwei wie client.pem key client.key</translation>
    </message>
    <message>
        <source>client.pem key client.key</source>
        <translation>client.pem key client.key</translation>
    </message>
    <message>
        <source>What the clients show where the target asks them for a certificate; nothing: none. A file in PEM that has its key, too, or the word key and the key&apos;s file behind it; a key with a passphrase is not taken.</source>
        <translation>Was die Clients zeigen, wo das Ziel sie nach einem Zertifikat fragt; nichts: keines. Eine Datei in PEM, die auch den Schlüssel hat, oder das Wort key und dahinter die Datei des Schlüssels; ein Schlüssel mit Passphrase wird nicht genommen.</translation>
    </message>
</context>
<context>
    <name>fanlight::ScenarioFile</name>
    <message>
        <source>more than %1 MiB; that is no scenario</source>
        <translation>mehr als %1 MiB; das ist kein Szenario</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>scenario saved to %1</source>
        <translation>Szenario nach %1 gespeichert</translation>
    </message>
    <message>
        <source>scenario not saved: %1</source>
        <translation>Szenario nicht gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>fanlight::ScenarioForm</name>
    <message>
        <source>random users</source>
        <translation>zufällige Nutzer</translation>
    </message>
    <message>
        <source>each user in turn</source>
        <translation>jeder Nutzer reihum</translation>
    </message>
    <message>
        <source>users, skewed</source>
        <translation>Nutzer, schief verteilt</translation>
    </message>
    <message>
        <source>one user</source>
        <translation>ein Nutzer</translation>
    </message>
    <message>
        <source>everyone</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>this hub</source>
        <translation>dieser Hub</translation>
    </message>
    <message>
        <source>warm up</source>
        <translation>aufwärmen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Hold, think, users, headers, the clients’ file, where to publish, what to expect</source>
        <translation>Halten, Bedenkzeit, Nutzer, Header, die Datei der Clients, wohin veröffentlicht wird, was erwartet wird</translation>
    </message>
    <message>
        <source>Less</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>this hub, or the address of any hub that speaks SSE: http://host:port, https://host</source>
        <translation>dieser Hub oder die Adresse eines Hubs, der SSE spricht: http://host:port, https://host</translation>
    </message>
    <message>
        <source>Publish to</source>
        <translation>Veröffentlichen an</translation>
    </message>
    <message>
        <source>Skewed: the n-th user as often as 1/n</source>
        <translation>Schief: der n-te Nutzer so oft wie 1/n</translation>
    </message>
    <message>
        <source>The one user</source>
        <translation>Der eine Nutzer</translation>
    </message>
    <message>
        <source>msg/s,</source>
        <translation>Nachr./s,</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>to</source>
        <translation>an</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose the clients’ file</source>
        <translation>Die Datei der Clients wählen</translation>
    </message>
    <message>
        <source>Clients’ file</source>
        <translation>Datei der Clients</translation>
    </message>
    <message>
        <source>CSV table (*.csv);;All files (*)</source>
        <translation>CSV-Tabelle (*.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>target: this hub is not listening; start it, or write http://host:port of another</source>
        <translation>Ziel: Dieser Hub ist nicht auf Empfang; ihn starten oder http://host:port eines anderen schreiben</translation>
    </message>
    <message>
        <source>%1: “%2” is not %3</source>
        <translation>%1: „%2“ ist nicht %3</translation>
    </message>
    <message>
        <source>publish to: “%1” is not the number of a user</source>
        <translation>Veröffentlichen an: „%1“ ist nicht die Nummer eines Nutzers</translation>
    </message>
    <message>
        <source>ramp</source>
        <translation>Rampe</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>halten</translation>
    </message>
</context>
<context>
    <name>fanlight::SentKeeper</name>
    <message>
        <source>The list of sentName was sent before</source>
        <translation>Die Liste des früher Gesendeten</translation>
    </message>
</context>
<context>
    <name>fanlight::SentModel</name>
    <message>
        <source>Test broadcast</source>
        <translation>Test-Broadcast</translation>
    </message>
    <message>
        <source>Fan-out, author %1</source>
        <translation>Fan-out, Autor %1</translation>
    </message>
    <message>
        <source>Selective</source>
        <translation>Selektiv</translation>
    </message>
    <message>
        <source>Selective, followers of %1</source>
        <translation>Selektiv, Follower von %1</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 time(s)</source>
        <comment>what was sent, how often</comment>
        <translation>
            <numerusform>%1, %2 Mal</numerusform>
            <numerusform>%1, %2 Mal</numerusform>
        </translation>
    </message>
    <message>
        <source>Batch of %1, %2</source>
        <comment>how many notifications, recipients</comment>
        <translation>Batch von %1, %2</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>a latency</comment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>Empfänger</translation>
    </message>
</context>
<context>
    <name>fanlight::SentTable</name>
    <message>
        <source>Sent before</source>
        <translation>Früher gesendet</translation>
    </message>
    <message>
        <source>Delete what was sent from the list</source>
        <translation>Gesendetes aus der Liste löschen</translation>
    </message>
    <message>
        <source>Load what was sent into the editor</source>
        <translation>Gesendetes in den Editor laden</translation>
    </message>
    <message>
        <source>Load into the editor</source>
        <translation>In den Editor laden</translation>
    </message>
    <message>
        <source>Send again…</source>
        <translation>Erneut senden…</translation>
    </message>
    <message>
        <source>Follow the notification	Ctrl+L</source>
        <translation>Die Benachrichtigung verfolgen	Strg+L</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Alles leeren</translation>
    </message>
</context>
<context>
    <name>fanlight::ServerBook</name>
    <message numerus="yes">
        <source>%n server(s) of the settings file cannot be read and is/are left out.</source>
        <translation>
            <numerusform>%n Server der Einstellungsdatei ist nicht zu lesen und wird ausgelassen.</numerusform>
            <numerusform>%n Server der Einstellungsdatei sind nicht zu lesen und werden ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Another server is called “%1”.</source>
        <translation>Ein anderer Server heißt „%1“.</translation>
    </message>
    <message numerus="yes">
        <source>There are %n servers already, which is the most: remove one first.</source>
        <translation>
            <numerusform>Es gibt schon %n Server, mehr geht nicht: erst einen entfernen.</numerusform>
            <numerusform>Es gibt schon %n Server, mehr geht nicht: erst einen entfernen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::ServerButton</name>
    <message>
        <source>Hub shown: %1</source>
        <translation>Gezeigter Hub: %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a hub, its state</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>fanlight::ServerCheck</name>
    <message>
        <source>Fanlight %1 answers; you are there as %2.</source>
        <translation>Fanlight %1 antwortet; dort angemeldet als %2.</translation>
    </message>
    <message>
        <source>Fanlight %1 answers; you are there as %2 “%3”.</source>
        <translation>Fanlight %1 antwortet; dort angemeldet als %2 „%3“.</translation>
    </message>
    <message>
        <source>Nothing has answered within %1 seconds.</source>
        <translation>Nichts hat innerhalb von %1 Sekunden geantwortet.</translation>
    </message>
    <message>
        <source>The hub answers, but does not let this caller look: it needs a token of the role monitor or more.</source>
        <translation>Der Hub antwortet, lässt aber nicht zusehen: er verlangt ein Token der Rolle monitor oder mehr.</translation>
    </message>
</context>
<context>
    <name>fanlight::ServerDesk</name>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>No such server</source>
        <translation>Diesen Server gibt es nicht</translation>
    </message>
    <message>
        <source>There is no server called “%1”: add it, or write its address.</source>
        <translation>Es gibt keinen Server namens „%1“: ihn hinzufügen oder seine Adresse angeben.</translation>
    </message>
    <message>
        <source>Token for %1</source>
        <translation>Token für %1</translation>
    </message>
    <message>
        <source>The hub asks for a token.</source>
        <translation>Der Hub verlangt ein Token.</translation>
    </message>
    <message>
        <source>%1 So the token is asked for at each start, and kept nowhere.</source>
        <translation>%1 Darum wird bei jedem Start nach dem Token gefragt, und es wird nirgends behalten.</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Write the token.</source>
        <translation>Das Token eingeben.</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>%1 cannot be reached</source>
        <translation>%1 ist nicht zu erreichen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Noch einmal &amp;versuchen</translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation>verbindet…</translation>
    </message>
    <message>
        <source>connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>The server was not saved</source>
        <translation>Der Server wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>The token was not kept</source>
        <translation>Das Token wurde nicht behalten</translation>
    </message>
    <message>
        <source>%1 So it is asked for at each start, and kept nowhere.</source>
        <translation>%1 Darum wird bei jedem Start danach gefragt, und es wird nirgends behalten.</translation>
    </message>
    <message>
        <source>saved server %1</source>
        <translation>Server %1 gespeichert</translation>
    </message>
    <message>
        <source>Remove server %1?</source>
        <translation>Server %1 entfernen?</translation>
    </message>
    <message>
        <source>Its address, its token, and what this computer keeps of it go; the hub itself goes on.</source>
        <translation>Seine Adresse, sein Token und was dieser Rechner von ihm behält, verschwinden; der Hub selbst läuft weiter.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>It cannot be shown</source>
        <translation>Er kann nicht gezeigt werden</translation>
    </message>
    <message>
        <source>The hub asks for a token. This one is kept until the window is closed; to keep it for good, change the server.</source>
        <translation>Der Hub verlangt ein Token. Dieses wird behalten, bis das Fenster geschlossen wird; um es dauerhaft zu behalten, ändern Sie den Server.</translation>
    </message>
    <message>
        <source>go there</source>
        <translation>dorthin wechseln</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>group, address</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Add server</source>
        <translation>Server hinzufügen</translation>
    </message>
    <message>
        <source>List of servers</source>
        <translation>Liste der Server</translation>
    </message>
    <message>
        <source>server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Its address, its token, and what this computer keeps of it go, with its history (%1); the hub itself goes on.</source>
        <translation>Seine Adresse, sein Token und was dieser Computer von ihm aufbewahrt, gehen verloren, mit seinem Verlauf (%1); der Hub selbst läuft weiter.</translation>
    </message>
    <message>
        <source>the history stays: another window writes it</source>
        <translation>der Verlauf bleibt: Ein anderes Fenster schreibt ihn</translation>
    </message>
</context>
<context>
    <name>fanlight::ServerDialog</name>
    <message>
        <source>The hub asks for a &amp;token</source>
        <translation>Der Hub verlangt ein &amp;Token</translation>
    </message>
    <message>
        <source>In &amp;production: ask before what cannot be taken back</source>
        <translation>In &amp;Produktion: fragen, bevor geschieht, was nicht zurückzunehmen ist</translation>
    </message>
    <message>
        <source>T&amp;ry</source>
        <translation>P&amp;robieren</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Add server</source>
        <translation>Server hinzufügen</translation>
    </message>
    <message>
        <source>Server %1</source>
        <translation>Server %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Of the hub&apos;s API; with SSH, as that machine sees it.</source>
        <translation>Der HTTP-Schnittstelle des Hubs; mit SSH, wie jener Rechner sie sieht.</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>The line below the header has it.</source>
        <translation>Die Linie unter der Kopfleiste trägt sie.</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Servers of one group stand together; it may be left empty.</source>
        <translation>Server einer Gruppe stehen zusammen; sie darf leer bleiben.</translation>
    </message>
    <message>
        <source>Through SSH</source>
        <translation>Durch SSH</translation>
    </message>
    <message>
        <source>A Host of ~/.ssh/config, or user@host; its key must need no question. Empty: the address is reached directly.</source>
        <translation>Ein Host aus ~/.ssh/config oder user@host; sein Schlüssel darf keine Frage stellen. Leer: die Adresse wird direkt erreicht.</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Kept by the desktop&apos;s secret service, and in no file.</source>
        <translation>Behalten vom Geheimnisdienst des Desktops und in keiner Datei.</translation>
    </message>
    <message>
        <source>as it is kept</source>
        <translation>wie behalten</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>Through SS&amp;H</source>
        <translation>Durch SS&amp;H</translation>
    </message>
    <message>
        <source>To&amp;ken</source>
        <translation>To&amp;ken</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>&amp;Farbe</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppe</translation>
    </message>
    <message>
        <source>Ask the hub who it is, and as whom you are there</source>
        <translation>Den Hub fragen, wer er ist und als wer man dort angemeldet ist</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Fragt…</translation>
    </message>
</context>
<context>
    <name>fanlight::ServerListDialog</name>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>Ä&amp;ndern…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>&amp;Add…</source>
        <translation>&amp;Hinzufügen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Remove the server</source>
        <translation>Server entfernen</translation>
    </message>
    <message>
        <source>%1 through SSH, %2</source>
        <comment>address, alias</comment>
        <translation>%1 durch SSH, %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>name of a server, its group</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a server, address</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>No server yet. Add one by the address of its fanlightd and a token; it is then chosen at the top left of the window.</source>
        <translation>Noch kein Server. Einer wird mit der Adresse seines fanlightd und einem Token hinzugefügt und dann oben links im Fenster gewählt.</translation>
    </message>
</context>
<context>
    <name>fanlight::ServerMenu</name>
    <message>
        <source>Hubs</source>
        <translation>Hubs</translation>
    </message>
    <message>
        <source>&amp;Add server…</source>
        <translation>Server &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>&amp;Servers…</source>
        <translation>&amp;Server…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>name of a hub, its state</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>fanlight::ServerProfile</name>
    <message>
        <source>Write where the hub is, as in https://eu-1.example:3000.</source>
        <translation>Angeben, wo der Hub ist, etwa https://eu-1.example:3000.</translation>
    </message>
    <message>
        <source>This address is too long: at most %1 characters.</source>
        <translation>Diese Adresse ist zu lang: höchstens %1 Zeichen.</translation>
    </message>
    <message>
        <source>A hub is reached by http:// or https://.</source>
        <translation>Ein Hub wird mit http:// oder https:// erreicht.</translation>
    </message>
    <message>
        <source>This is no address of a hub: write https://host:port.</source>
        <translation>Das ist keine Adresse eines Hubs: https://host:port schreiben.</translation>
    </message>
    <message>
        <source>Leave name and password out of the address; the token has a field of its own.</source>
        <translation>Name und Passwort gehören nicht in die Adresse; das Token hat ein eigenes Feld.</translation>
    </message>
    <message>
        <source>Leave out what follows the host and its port.</source>
        <translation>Weglassen, was auf den Rechner und seinen Port folgt.</translation>
    </message>
    <message>
        <source>Port 0 is none: write the one that the hub listens on.</source>
        <translation>Port 0 gibt es nicht: den angeben, auf dem der Hub hört.</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Einen Namen geben.</translation>
    </message>
    <message>
        <source>This name is too long: at most %1 characters.</source>
        <translation>Dieser Name ist zu lang: höchstens %1 Zeichen.</translation>
    </message>
    <message>
        <source>A name is one line without commas and “://”.</source>
        <translation>Ein Name ist eine Zeile ohne Kommas und „://“.</translation>
    </message>
    <message>
        <source>An SSH alias is a Host of ~/.ssh/config, or user@host: letters, digits and . _ - @ only, not beginning with “-”.</source>
        <translation>Ein SSH-Alias ist ein Host aus ~/.ssh/config oder user@host: nur Buchstaben, Ziffern und . _ - @, nicht mit „-“ am Anfang.</translation>
    </message>
    <message>
        <source>A group is one line of at most %1 characters.</source>
        <translation>Eine Gruppe ist eine Zeile von höchstens %1 Zeichen.</translation>
    </message>
    <message>
        <source>Choose one of the colours.</source>
        <translation>Eine der Farben wählen.</translation>
    </message>
    <message>
        <source>By http:// whoever is on the way reads the token and all that is shown: use https://, or SSH.</source>
        <translation>Bei http:// liest jeder auf dem Weg das Token und alles, was gezeigt wird: https:// oder SSH benutzen.</translation>
    </message>
    <message>
        <source>Teal</source>
        <translation>Petrol</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
</context>
<context>
    <name>fanlight::SetModel</name>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Followers</source>
        <translation>Follower</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Nutzer</translation>
    </message>
</context>
<context>
    <name>fanlight::SettingsPage</name>
    <message>
        <source>%1 is not a settings file any more; move it aside.</source>
        <translation>%1 ist keine Einstellungsdatei mehr; beiseitelegen.</translation>
    </message>
    <message>
        <source>%1 cannot be written: look at its permissions and those of its folder.</source>
        <translation>%1 kann nicht geschrieben werden: seine Rechte und die seines Ordners prüfen.</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Redis</source>
        <translation>Redis</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen suchen</translation>
    </message>
    <message>
        <source>By name, by what it does, or by the name of the option (Ctrl+F)</source>
        <translation>Nach Name, Wirkung oder Name der Option (Strg+F)</translation>
    </message>
    <message>
        <source>Apply what has changed</source>
        <translation>Geändertes anwenden</translation>
    </message>
    <message>
        <source>Groups of settings</source>
        <translation>Gruppen der Einstellungen</translation>
    </message>
    <message>
        <source>live: takes effect at once, no stream ends</source>
        <translation>live: wirkt sofort, kein Stream endet</translation>
    </message>
    <message>
        <source>What fits here, and what runs out first…</source>
        <translation>Was hier passt und was zuerst ausgeht…</translation>
    </message>
    <message>
        <source>Settings are kept in %1</source>
        <translation>Einstellungen liegen in %1</translation>
    </message>
    <message>
        <source>No setting is called so</source>
        <translation>Keine Einstellung heißt so</translation>
    </message>
    <message>
        <source>Nothing matches “%1”.</source>
        <translation>Nichts passt zu „%1“.</translation>
    </message>
    <message>
        <source>Show all settings</source>
        <translation>Alle Einstellungen zeigen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n change(s)</source>
        <translation>
            <numerusform>%1, %n Änderung</numerusform>
            <numerusform>%1, %n Änderungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is %2 now</source>
        <translation>%1 ist jetzt %2</translation>
    </message>
    <message>
        <source>Applied, but not saved for the next start: %1</source>
        <translation>Angewendet, aber nicht für den nächsten Start gespeichert: %1</translation>
    </message>
    <message>
        <source>Moved, but not saved for the next start: %1</source>
        <translation>Umgezogen, aber nicht für den nächsten Start gespeichert: %1</translation>
    </message>
    <message>
        <source>moved to Redis</source>
        <translation>zu Redis umgezogen</translation>
    </message>
    <message>
        <source>moved to Redis, but not saved: %1</source>
        <translation>zu Redis umgezogen, aber nicht gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>fanlight::ShortcutsPanel</name>
    <message>
        <source>It has none of its own.</source>
        <translation>Sie hat keine eigenen.</translation>
    </message>
    <message>
        <source>Context menu of what has the focus</source>
        <translation>Kontextmenü dessen, was den Fokus hat</translation>
    </message>
    <message>
        <source>Show or hide the menu bar</source>
        <translation>Menüleiste zeigen oder ausblenden</translation>
    </message>
    <message>
        <source>This page: %1</source>
        <translation>Diese Seite: %1</translation>
    </message>
    <message>
        <source>The window</source>
        <translation>Das Fenster</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>fanlight::SideRail</name>
    <message>
        <source>Show the names of the pages</source>
        <translation>Namen der Seiten zeigen</translation>
    </message>
    <message>
        <source>Show icons only</source>
        <translation>Nur Symbole zeigen</translation>
    </message>
</context>
<context>
    <name>fanlight::SourceCharts</name>
    <message>
        <source>10 min</source>
        <translation>10 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>Lag, messages</source>
        <translation>Rückstand, Nachrichten</translation>
    </message>
    <message>
        <source>waiting in the queue</source>
        <translation>warten in der Warteschlange</translation>
    </message>
    <message>
        <source>Throughput, messages/s</source>
        <translation>Durchsatz, Nachrichten/s</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgewiesen</translation>
    </message>
    <message>
        <source>Range of time</source>
        <translation>Zeitbereich</translation>
    </message>
</context>
<context>
    <name>fanlight::SourceModel</name>
    <message>
        <source>%1 to %2 in the last minutes</source>
        <comment>lag, least and most</comment>
        <translation>%1 bis %2 in den letzten Minuten</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Messages that wait in the queue; those in hand are not counted.</source>
        <translation>Nachrichten, die in der Warteschlange warten; die in Arbeit sind nicht mitgezählt.</translation>
    </message>
    <message>
        <source>The lag over the last five minutes.</source>
        <translation>Der Rückstand der letzten fünf Minuten.</translation>
    </message>
    <message>
        <source>Acknowledged a second.</source>
        <translation>Bestätigt je Sekunde.</translation>
    </message>
    <message>
        <source>Published, in history, and taken out of the queue, since the start.</source>
        <translation>Veröffentlicht, im Verlauf und aus der Warteschlange genommen, seit dem Start.</translation>
    </message>
    <message>
        <source>Verdicts since the start: a message may be refused several times.</source>
        <translation>Urteile seit dem Start: eine Nachricht kann mehrmals abgewiesen werden.</translation>
    </message>
    <message>
        <source>Refused for good; kept by the source with the reason.</source>
        <translation>Endgültig abgewiesen; die Quelle hebt sie mit dem Grund auf.</translation>
    </message>
    <message>
        <source>Taken, and not acknowledged yet.</source>
        <translation>Genommen und noch nicht bestätigt.</translation>
    </message>
    <message>
        <source>Without passwords.</source>
        <translation>Ohne Passwörter.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Rückstand</translation>
    </message>
    <message>
        <source>Last 5 min</source>
        <translation>Letzte 5 min</translation>
    </message>
    <message>
        <source>Rate/s</source>
        <translation>Rate/s</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Dead</source>
        <translation>Tot</translation>
    </message>
    <message>
        <source>In hand</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
</context>
<context>
    <name>fanlight::SourceText</name>
    <message>
        <source>everyone</source>
        <translation>alle</translation>
    </message>
    <message numerus="yes">
        <source>%1 user(s)</source>
        <translation>
            <numerusform>%1 Nutzer</numerusform>
            <numerusform>%1 Nutzer</numerusform>
        </translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Taking</source>
        <translation>Nimmt</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Waiting for the broker</source>
        <translation>Wartet auf den Broker</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
</context>
<context>
    <name>fanlight::SourceWatch</name>
    <message>
        <source>source %1 paused</source>
        <translation>Quelle %1 angehalten</translation>
    </message>
    <message>
        <source>source %1 goes on</source>
        <translation>Quelle %1 läuft weiter</translation>
    </message>
    <message>
        <source>sources paused</source>
        <translation>Quellen angehalten</translation>
    </message>
    <message>
        <source>sources go on</source>
        <translation>Quellen laufen weiter</translation>
    </message>
    <message>
        <source>source %1 is away: %2</source>
        <comment>name, why</comment>
        <translation>Quelle %1 ist weg: %2</translation>
    </message>
    <message>
        <source>sources away</source>
        <translation>Quellen weg</translation>
    </message>
    <message>
        <source>source %1 is back</source>
        <translation>Quelle %1 ist wieder da</translation>
    </message>
    <message>
        <source>sources back</source>
        <translation>Quellen wieder da</translation>
    </message>
    <message numerus="yes">
        <source>source %2: %1 message(s) refused for good</source>
        <translation>
            <numerusform>Quelle %2: %1 Nachricht endgültig abgewiesen</numerusform>
            <numerusform>Quelle %2: %1 Nachrichten endgültig abgewiesen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::SourcesPage</name>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n Quelle</numerusform>
            <numerusform>%n Quellen</numerusform>
        </translation>
    </message>
    <message>
        <source>Settings of sources…</source>
        <translation>Quellen einstellen…</translation>
    </message>
    <message>
        <source>&amp;Export sources…</source>
        <translation>&amp;Quellen exportieren…</translation>
    </message>
    <message>
        <source>Dead letters</source>
        <translation>Tote Nachrichten</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Export sources</source>
        <translation>Quellen exportieren</translation>
    </message>
    <message>
        <source>Saves the figures of all sources as CSV.</source>
        <translation>Speichert die Zahlen aller Quellen als CSV.</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>Wo sie ist</translation>
    </message>
    <message>
        <source>Last error</source>
        <translation>Letzter Fehler</translation>
    </message>
    <message>
        <source>Shown of the source</source>
        <translation>Was von der Quelle gezeigt wird</translation>
    </message>
    <message>
        <source>Pause the source, or let it go on</source>
        <translation>Die Quelle anhalten oder weiterlaufen lassen</translation>
    </message>
    <message>
        <source>%1, %2 away</source>
        <comment>how many sources, how many of them</comment>
        <translation>%1, %2 weg</translation>
    </message>
    <message>
        <source>%1 away</source>
        <comment>sources</comment>
        <translation>%1 weg</translation>
    </message>
    <message>
        <source>Last error: %1</source>
        <translation>Letzter Fehler: %1</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>Weiter&amp;laufen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Let %1 go on</source>
        <translation>%1 weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>While it is paused the queue keeps what comes; what is in hand is finished. Space does the same in the table.</source>
        <translation>Solange sie angehalten ist, behält die Warteschlange, was kommt; was in Arbeit ist, wird beendet. Die Leertaste tut in der Tabelle dasselbe.</translation>
    </message>
    <message>
        <source>Dead letters %1</source>
        <comment>how many</comment>
        <translation>Tote Nachrichten %1</translation>
    </message>
    <message>
        <source>The hub is not listening</source>
        <translation>Der Hub ist nicht auf Empfang</translation>
    </message>
    <message>
        <source>It takes from no source meanwhile; the queues keep what comes.</source>
        <translation>Er nimmt so lange aus keiner Quelle; die Warteschlangen behalten, was kommt.</translation>
    </message>
    <message>
        <source>No figures yet</source>
        <translation>Noch keine Zahlen</translation>
    </message>
    <message>
        <source>The hub has not told of its sources.</source>
        <translation>Der Hub hat noch nichts von seinen Quellen gesagt.</translation>
    </message>
    <message>
        <source>No sources</source>
        <translation>Keine Quellen</translation>
    </message>
    <message>
        <source>A source is a queue that your app already fills: the hub takes its messages, publishes them, and acknowledges each once history has it. This build has none built in.</source>
        <translation>Eine Quelle ist eine Warteschlange, die die App schon füllt: der Hub nimmt ihre Nachrichten, veröffentlicht sie und bestätigt jede, sobald der Verlauf sie hat. In diesem Bau ist keine eingebaut.</translation>
    </message>
    <message>
        <source>A source is a queue that your app already fills: the hub takes its messages, publishes them, and acknowledges each once history has it. What is refused for good is kept as a dead letter, to be mended here and sent again.</source>
        <translation>Eine Quelle ist eine Warteschlange, die die App schon füllt: der Hub nimmt ihre Nachrichten, veröffentlicht sie und bestätigt jede, sobald der Verlauf sie hat. Was endgültig abgewiesen wird, wird als tote Nachricht aufgehoben, um hier ausgebessert und erneut gesendet zu werden.</translation>
    </message>
    <message>
        <source>Set sources…</source>
        <translation>Quellen festlegen…</translation>
    </message>
    <message>
        <source>&amp;Go on	Space</source>
        <translation>Weiter&amp;laufen	Leertaste</translation>
    </message>
    <message>
        <source>&amp;Pause	Space</source>
        <translation>&amp;Anhalten	Leertaste</translation>
    </message>
    <message>
        <source>&amp;Copy rows	Ctrl+C</source>
        <translation>Zeilen &amp;kopieren	Strg+C</translation>
    </message>
    <message>
        <source>Copy &amp;name</source>
        <translation>&amp;Namen kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;address</source>
        <translation>A&amp;dresse kopieren</translation>
    </message>
    <message>
        <source>Copy the last &amp;error</source>
        <translation>Letzten &amp;Fehler kopieren</translation>
    </message>
</context>
<context>
    <name>fanlight::SshTunnel</name>
    <message>
        <source>%1 cannot be started: install OpenSSH&apos;s client.</source>
        <translation>%1 kann nicht gestartet werden: den Client von OpenSSH installieren.</translation>
    </message>
    <message>
        <source>“%1” is no SSH alias.</source>
        <translation>„%1“ ist kein SSH-Alias.</translation>
    </message>
    <message>
        <source>No port of this computer is free.</source>
        <translation>Kein Port dieses Rechners ist frei.</translation>
    </message>
    <message>
        <source>SSH to %1: it took too long.</source>
        <translation>SSH zu %1: es dauerte zu lange.</translation>
    </message>
    <message>
        <source>SSH to %1 has ended.</source>
        <translation>SSH zu %1 hat geendet.</translation>
    </message>
    <message>
        <source>SSH to %1: %2</source>
        <translation>SSH zu %1: %2</translation>
    </message>
</context>
<context>
    <name>fanlight::StatusLine</name>
    <message>
        <source>Time since the hub started</source>
        <translation>Zeit seit dem Start des Hubs</translation>
    </message>
    <message>
        <source>Processor use of the whole program, of all the cores it may use</source>
        <translation>Prozessorlast des ganzen Programms, über alle Kerne, die es nutzen darf</translation>
    </message>
    <message>
        <source>Resident memory of the whole program</source>
        <translation>Residenter Speicher des ganzen Programms</translation>
    </message>
    <message>
        <source>This window answers late: how long a key press waited in the last minute</source>
        <translation>Dieses Fenster antwortet spät: wie lange ein Tastendruck in der letzten Minute wartete</translation>
    </message>
    <message>
        <source>Last action</source>
        <translation>Letzte Aktion</translation>
    </message>
    <message>
        <source>CPU %1</source>
        <translation>CPU %1</translation>
    </message>
    <message>
        <source>RSS %1</source>
        <translation>RSS %1</translation>
    </message>
    <message>
        <source>Up %1</source>
        <translation>Läuft %1</translation>
    </message>
    <message>
        <source>Window slow: %1 ms, at most %2 ms</source>
        <translation>Fenster langsam: %1 ms, höchstens %2 ms</translation>
    </message>
    <message>
        <source>Last: %1</source>
        <translation>Zuletzt: %1</translation>
    </message>
    <message>
        <source>What is kept for the next start</source>
        <translation>Was für den nächsten Start behalten wird</translation>
    </message>
</context>
<context>
    <name>fanlight::StepMark</name>
    <message>
        <source>%1, done</source>
        <comment>a step</comment>
        <translation>%1, erledigt</translation>
    </message>
</context>
<context>
    <name>fanlight::StreamSource</name>
    <message>
        <source>stream</source>
        <translation>Stream</translation>
    </message>
    <message>
        <source>User %1</source>
        <translation>Nutzer %1</translation>
    </message>
    <message>
        <source>user %1, %2</source>
        <comment>id, address</comment>
        <translation>Nutzer %1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n stream(s)</source>
        <translation>
            <numerusform>%n Stream</numerusform>
            <numerusform>%n Streams</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the streams of user “%1”</source>
        <translation>Die Streams des Nutzers „%1“ zeigen</translation>
    </message>
    <message>
        <source>Send to user “%1”</source>
        <translation>An Nutzer „%1“ senden</translation>
    </message>
    <message>
        <source>Find “%1” in the messages</source>
        <translation>„%1“ in den Nachrichten suchen</translation>
    </message>
</context>
<context>
    <name>fanlight::TableExport</name>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Wird geschrieben…</translation>
    </message>
    <message>
        <source>export cancelled</source>
        <translation>Export abgebrochen</translation>
    </message>
    <message>
        <source>%1 written to %2</source>
        <translation>%1 nach %2 geschrieben</translation>
    </message>
    <message>
        <source>export failed: %1</source>
        <translation>Export fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
</context>
<context>
    <name>fanlight::TallyList</name>
    <message>
        <source>Show only these</source>
        <translation>Nur diese zeigen</translation>
    </message>
</context>
<context>
    <name>fanlight::TallyModel</name>
    <message>
        <source>without a type</source>
        <translation>ohne Typ</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 message(s), %3 a second over the last ten; the last one whose recipients are known had %4. A click asks for these only, another for all.</source>
        <translation>
            <numerusform>%1: %2 Nachricht, %3 je Sekunde über die letzten zehn; die letzte mit bekannten Empfängern hatte %4. Ein Klick zeigt nur diese, noch einer alle.</numerusform>
            <numerusform>%1: %2 Nachrichten, %3 je Sekunde über die letzten zehn; die letzte mit bekannten Empfängern hatte %4. Ein Klick zeigt nur diese, noch einer alle.</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages a second, over the last ten.</source>
        <translation>Nachrichten je Sekunde, über die letzten zehn.</translation>
    </message>
    <message>
        <source>Connections of this instance that were sent the last one.</source>
        <translation>Verbindungen dieser Instanz, an die die letzte gesendet wurde.</translation>
    </message>
    <message>
        <source>/s</source>
        <comment>column of rates</comment>
        <translation>/s</translation>
    </message>
    <message>
        <source>to</source>
        <comment>column of counts</comment>
        <translation>an</translation>
    </message>
</context>
<context>
    <name>fanlight::TapModel</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
</context>
<context>
    <name>fanlight::TapPanel</name>
    <message>
        <source>Tap</source>
        <translation>Mitschnitt</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Channel pattern</source>
        <translation>Kanalmuster</translation>
    </message>
    <message>
        <source>Patterns as Redis has them, with blanks between: * any text, ? any character, [ab] one of them. To begin with, all users and the broadcasts of this hub.</source>
        <translation>Muster, wie Redis sie kennt, mit Leerzeichen dazwischen: * beliebiger Text, ? ein beliebiges Zeichen, [ab] eines davon. Zu Beginn alle Nutzer und die Broadcasts dieses Hubs.</translation>
    </message>
    <message>
        <source>Filter: a part of channel or payload</source>
        <translation>Filter: ein Teil von Kanal oder Nutzdaten</translation>
    </message>
    <message>
        <source>Filter messages</source>
        <translation>Nachrichten filtern</translation>
    </message>
    <message>
        <source>Holds the rows; the recording goes on.</source>
        <translation>Hält die Zeilen an; die Aufzeichnung geht weiter.</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Payload of the selected message</source>
        <translation>Nutzdaten der ausgewählten Nachricht</translation>
    </message>
    <message>
        <source>Select a message to see its payload.</source>
        <translation>Eine Nachricht auswählen, um ihre Nutzdaten zu sehen.</translation>
    </message>
    <message>
        <source>The hub stopped, and the tap with it.</source>
        <translation>Der Hub hat angehalten und mit ihm der Mitschnitt.</translation>
    </message>
    <message>
        <source>tap on %1 started</source>
        <translation>Mitschnitt von %1 gestartet</translation>
    </message>
    <message>
        <source>tap stopped</source>
        <translation>Mitschnitt beendet</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>%1, the first %2 of %3</source>
        <translation>%1, die ersten %2 von %3</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Star&amp;t</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Stop the tap</source>
        <translation>Den Mitschnitt beenden</translation>
    </message>
    <message>
        <source>Start the tap</source>
        <translation>Den Mitschnitt starten</translation>
    </message>
    <message>
        <source>On since %1. It goes on, whichever page is shown, until you stop it or the hub stops.</source>
        <translation>An seit %1. Er geht weiter, welche Seite auch gezeigt wird, bis er beendet wird oder der Hub anhält.</translation>
    </message>
    <message>
        <source>Off. While it is on, Redis sends one more copy of each message whose channel matches.</source>
        <translation>Aus. Solange er an ist, sendet Redis eine weitere Kopie jeder Nachricht, deren Kanal passt.</translation>
    </message>
    <message>
        <source>kept %1, evicted %2, not shown %3, left out %4</source>
        <translation>%1 aufbewahrt, %2 verdrängt, %3 nicht angezeigt, %4 ausgelassen</translation>
    </message>
</context>
<context>
    <name>fanlight::TemplateDialog</name>
    <message>
        <source>&amp;Rename…</source>
        <translation>&amp;Umbenennen…</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Saved templates</source>
        <translation>Gespeicherte Vorlagen</translation>
    </message>
    <message>
        <source>Delete the template</source>
        <translation>Die Vorlage löschen</translation>
    </message>
    <message>
        <source>Rename template</source>
        <translation>Vorlage umbenennen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
</context>
<context>
    <name>fanlight::TemplateMenu</name>
    <message>
        <source>template “%1” loaded</source>
        <translation>Vorlage „%1“ geladen</translation>
    </message>
    <message>
        <source>&amp;Save as template…</source>
        <translation>Als Vorlage &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Rename or delete…</source>
        <translation>&amp;Umbenennen oder löschen…</translation>
    </message>
    <message>
        <source>Save as template</source>
        <translation>Als Vorlage speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>template “%1” saved</source>
        <translation>Vorlage „%1“ gespeichert</translation>
    </message>
    <message>
        <source>Replace the template “%1”?</source>
        <translation>Die Vorlage „%1“ ersetzen?</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>&amp;Ersetzen</translation>
    </message>
</context>
<context>
    <name>fanlight::TemplateStore</name>
    <message>
        <source>The list of templates</source>
        <translation>Die Liste der Vorlagen</translation>
    </message>
    <message>
        <source>Like</source>
        <translation>Like</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>New post</source>
        <translation>Neuer Beitrag</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>A template needs a name.</source>
        <translation>Eine Vorlage braucht einen Namen.</translation>
    </message>
    <message>
        <source>A name may have %1 characters.</source>
        <translation>Ein Name darf %1 Zeichen haben.</translation>
    </message>
    <message>
        <source>There are %1 templates, which is as many as are kept: delete one.</source>
        <translation>Es gibt %1 Vorlagen, mehr werden nicht behalten: eine löschen.</translation>
    </message>
    <message>
        <source>The payloads of all templates together would be more than %1.</source>
        <translation>Die Nutzdaten aller Vorlagen zusammen wären mehr als %1.</translation>
    </message>
    <message>
        <source>There is a template “%1” already.</source>
        <translation>Es gibt schon eine Vorlage „%1“.</translation>
    </message>
</context>
<context>
    <name>fanlight::TestClientsPanel</name>
    <message>
        <source>all types</source>
        <translation>alle Typen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove all</source>
        <translation>Alle &amp;entfernen</translation>
    </message>
    <message>
        <source>Test clients</source>
        <translation>Testclients</translation>
    </message>
    <message>
        <source>They live in this program, open real streams to the hub and are sent a few notifications a second. What they do counts in every figure.</source>
        <translation>Sie leben in diesem Programm, öffnen echte Streams zum Hub und bekommen einige Benachrichtigungen je Sekunde. Was sie tun, zählt in jedem Messwert.</translation>
    </message>
    <message>
        <source>all; or a list: like, comment</source>
        <translation>alle; oder eine Liste: like, comment</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Read so slowly that they fall behind and the hub’s backlog limit is felt.</source>
        <translation>Lesen so langsam, dass sie zurückfallen und die Rückstaugrenze des Hubs spürbar wird.</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>every </source>
        <comment>before a number of seconds</comment>
        <translation>alle </translation>
    </message>
    <message>
        <source>when the hub asks them to</source>
        <translation>wenn der Hub darum bittet</translation>
    </message>
    <message>
        <source>after </source>
        <comment>before a number of seconds</comment>
        <translation>nach </translation>
    </message>
    <message>
        <source>How often they lose it</source>
        <translation>Wie oft sie sie verlieren</translation>
    </message>
    <message>
        <source>How many more</source>
        <translation>Wie viele dazu</translation>
    </message>
    <message>
        <source>As users 1 to</source>
        <translation>Als Nutzer 1 bis</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>Typen</translation>
    </message>
    <message>
        <source>Slow readers</source>
        <translation>Langsame Leser</translation>
    </message>
    <message>
        <source>Lose their connection</source>
        <translation>Verlieren ihre Verbindung</translation>
    </message>
    <message>
        <source>Come back</source>
        <translation>Kommen zurück</translation>
    </message>
    <message>
        <source>users 1 to %1</source>
        <translation>Nutzer 1 bis %1</translation>
    </message>
    <message>
        <source>%1 slow</source>
        <translation>%1 langsam</translation>
    </message>
    <message>
        <source>%1 lost every %2 s</source>
        <translation>%1 verloren alle %2 s</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>number, what they are like</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>there are none</source>
        <translation>es gibt keine</translation>
    </message>
    <message>
        <source>%1 of %2 connected</source>
        <translation>%1 von %2 verbunden</translation>
    </message>
</context>
<context>
    <name>fanlight::TextFilter</name>
    <message>
        <source>Words that must all be found; “!” before a word: it must not. Case does not count.</source>
        <translation>Wörter, die alle vorkommen müssen; „!“ vor einem Wort: darf nicht. Groß- und Kleinschreibung zählt nicht.</translation>
    </message>
</context>
<context>
    <name>fanlight::ThemeRow</name>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Theme: %1</source>
        <translation>Erscheinungsbild: %1</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>Takes effect at once.</source>
        <translation>Wirkt sofort.</translation>
    </message>
    <message>
        <source>light, dark, or as the desktop has it</source>
        <translation>hell, dunkel oder wie der Desktop</translation>
    </message>
    <message>
        <source>%1
--theme overrules what is kept here</source>
        <translation>%1
--theme setzt sich über das hier Aufbewahrte hinweg</translation>
    </message>
    <message>
        <source>from --theme</source>
        <translation>aus --theme</translation>
    </message>
    <message>
        <source>settings file</source>
        <translation>Einstellungsdatei</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
</context>
<context>
    <name>fanlight::TimeChart</name>
    <message>
        <source>Left, Right</source>
        <translation>Links, Rechts</translation>
    </message>
    <message>
        <source>Move the cross-hair of the chart</source>
        <translation>Das Fadenkreuz des Diagramms bewegen</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>series, figure</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Save as &amp;PNG…</source>
        <translation>Als &amp;PNG speichern…</translation>
    </message>
    <message>
        <source>Save as S&amp;VG…</source>
        <translation>Als S&amp;VG speichern…</translation>
    </message>
    <message>
        <source>&amp;Copy image</source>
        <translation>&amp;Bild kopieren</translation>
    </message>
    <message>
        <source>&amp;Save shown range as CSV…</source>
        <translation>Gezeigten Bereich als &amp;CSV speichern…</translation>
    </message>
    <message>
        <source>Write a &amp;note here…	N</source>
        <translation>Hier eine &amp;Notiz schreiben…	N</translation>
    </message>
    <message>
        <source>Back to &amp;live	Esc</source>
        <translation>Zurück zu &amp;Live	Esc</translation>
    </message>
    <message>
        <source>PNG image (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG-Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>Copied the chart “%1”</source>
        <translation>Diagramm „%1“ kopiert</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Show the figures of the chart as a table</source>
        <translation>Die Messwerte des Diagramms als Tabelle zeigen</translation>
    </message>
    <message>
        <source>%1 not measured</source>
        <comment>a series</comment>
        <translation>%1 nicht gemessen</translation>
    </message>
    <message>
        <source>%1 now %2, between %3 and %4</source>
        <comment>a series, figures</comment>
        <translation>%1 jetzt %2, zwischen %3 und %4</translation>
    </message>
    <message>
        <source>%1 %2 at the end, between %3 and %4</source>
        <comment>a series, figures</comment>
        <translation>%1 %2 am Ende, zwischen %3 und %4</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a time, what was measured then</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <comment>two times</comment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>last %1 s</source>
        <translation>letzte %1 s</translation>
    </message>
    <message>
        <source>last %1 min</source>
        <translation>letzte %1 min</translation>
    </message>
    <message>
        <source>last %1 h</source>
        <translation>letzte %1 h</translation>
    </message>
    <message>
        <source>Copied the figures of “%1”</source>
        <translation>Messwerte von „%1“ kopiert</translation>
    </message>
    <message>
        <source>Show as &amp;table	T</source>
        <translation>Als &amp;Tabelle zeigen	T</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>nothing is shown</source>
        <translation>nichts wird gezeigt</translation>
    </message>
    <message>
        <source>nothing is measured</source>
        <translation>nichts ist gemessen</translation>
    </message>
    <message>
        <source>alert when %1 &gt; %2</source>
        <comment>a series, a figure</comment>
        <translation>Alarm, wenn %1 &gt; %2</translation>
    </message>
    <message>
        <source>alert when %1 &lt; %2</source>
        <comment>a series, a figure</comment>
        <translation>Alarm, wenn %1 &lt; %2</translation>
    </message>
    <message>
        <source>Draw a threshold of an alert into the chart</source>
        <translation>Die Schwelle eines Alarms in das Diagramm zeichnen</translation>
    </message>
    <message>
        <source>Draw an &amp;alert threshold	A</source>
        <translation>&amp;Alarmschwelle zeichnen	A</translation>
    </message>
    <message>
        <source>nothing was recorded then</source>
        <translation>da wurde nichts aufgezeichnet</translation>
    </message>
</context>
<context>
    <name>fanlight::TokenCheckCard</name>
    <message>
        <source>Check a token</source>
        <translation>Token prüfen</translation>
    </message>
    <message>
        <source>C&amp;lear</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>&amp;Make one for a user…</source>
        <translation>Für einen Nutzer &amp;ausstellen…</translation>
    </message>
    <message>
        <source>Paste a user&apos;s token (a JWT)</source>
        <translation>Token eines Nutzers einfügen (ein JWT)</translation>
    </message>
    <message>
        <source>Token to check</source>
        <translation>Zu prüfendes Token</translation>
    </message>
    <message>
        <source>It is judged here, goes into no log and is kept nowhere; leaving the page clears it.</source>
        <translation>Es wird hier beurteilt, geht in kein Log und wird nirgends aufbewahrt; wer die Seite verlässt, leert es.</translation>
    </message>
    <message>
        <source>The hub is not listening.</source>
        <translation>Der Hub ist nicht auf Empfang.</translation>
    </message>
    <message>
        <source>A token, signed with the secret this hub knows, or a ticket, to try things with.</source>
        <translation>Ein Token, signiert mit dem Secret, das dieser Hub kennt, oder ein Ticket, zum Ausprobieren.</translation>
    </message>
    <message>
        <source>A ticket, which opens one stream, to try things with.</source>
        <translation>Ein Ticket, das einen Stream öffnet, zum Ausprobieren.</translation>
    </message>
    <message>
        <source>A token to try things with, signed with the secret this hub knows.</source>
        <translation>Ein Token zum Ausprobieren, signiert mit dem Secret, das dieser Hub kennt.</translation>
    </message>
    <message>
        <source>This hub knows no secret to sign with (--jwt-secret); with a public key alone, tokens are made where the private one is.</source>
        <translation>Dieser Hub kennt kein Secret zum Signieren (--jwt-secret); mit einem öffentlichen Schlüssel allein entstehen Tokens dort, wo der private ist.</translation>
    </message>
    <message>
        <source>This hub has no key to check tokens with: set a key or a secret first.</source>
        <translation>Dieser Hub hat keinen Schlüssel, um Tokens zu prüfen: erst einen Schlüssel oder ein Secret setzen.</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>Claims</translation>
    </message>
    <message>
        <source>cannot be checked</source>
        <translation>nicht prüfbar</translation>
    </message>
    <message>
        <source>would be taken</source>
        <translation>würde angenommen</translation>
    </message>
    <message>
        <source>would be refused</source>
        <translation>würde abgelehnt</translation>
    </message>
    <message>
        <source>%1, at %2</source>
        <comment>in 9 min, a time</comment>
        <translation>%1, um %2</translation>
    </message>
    <message>
        <source>It opens the stream of %1 until %2.</source>
        <comment>a user, a time</comment>
        <translation>Es öffnet den Stream von %1 bis %2.</translation>
    </message>
    <message>
        <source>It opens the stream of %1, for ever.</source>
        <comment>a user</comment>
        <translation>Es öffnet den Stream von %1, für immer.</translation>
    </message>
</context>
<context>
    <name>fanlight::TokenDialog</name>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>10 min</source>
        <translation>10 min</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>24 h</source>
        <translation>24 h</translation>
    </message>
    <message>
        <source>&amp;Make</source>
        <translation>&amp;Ausstellen</translation>
    </message>
    <message>
        <source>A token or a ticket for a user</source>
        <translation>Ein Token oder ein Ticket für einen Nutzer</translation>
    </message>
    <message>
        <source>What is made</source>
        <translation>Was ausgestellt wird</translation>
    </message>
    <message>
        <source>A token is signed and good for any number of streams until it expires; a ticket opens one stream, and may stand in a URL.</source>
        <translation>Ein Token ist signiert und gilt für beliebig viele Streams, bis es abläuft; ein Ticket öffnet einen Stream und darf in einer URL stehen.</translation>
    </message>
    <message>
        <source>User id</source>
        <translation>Nutzer-ID</translation>
    </message>
    <message>
        <source>42</source>
        <translation>42</translation>
    </message>
    <message>
        <source>How long it lives</source>
        <translation>Wie lange es gilt</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>&amp;User id</source>
        <translation>N&amp;utzer-ID</translation>
    </message>
    <message>
        <source>&amp;Lives for</source>
        <translation>&amp;Gilt für</translation>
    </message>
    <message>
        <source>By itself</source>
        <translation>Allein</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>curl</source>
        <translation>curl</translation>
    </message>
    <message>
        <source>In a page</source>
        <translation>In einer Seite</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>Kopieren: %1</translation>
    </message>
    <message>
        <source>copied: %1</source>
        <comment>what was copied</comment>
        <translation>kopiert: %1</translation>
    </message>
    <message>
        <source>This hub knows no secret to sign with (--jwt-secret).</source>
        <translation>Dieser Hub kennt kein Secret zum Signieren (--jwt-secret).</translation>
    </message>
    <message>
        <source>A ticket is used within an hour.</source>
        <translation>Ein Ticket ist binnen einer Stunde zu benutzen.</translation>
    </message>
    <message>
        <source>It opens the stream of %1 until %2. It is shown here only, and that it was made stands in the audit.</source>
        <translation>Es öffnet den Stream von %1 bis %2. Es wird nur hier gezeigt; dass es ausgestellt wurde, steht im Audit.</translation>
    </message>
    <message>
        <source>This hub takes no token in a URL (--jwt-in-url).</source>
        <translation>Dieser Hub nimmt kein Token in einer URL (--jwt-in-url).</translation>
    </message>
    <message>
        <source>It opens one stream of %1, used before %2; that stream&apos;s client may come back with it. It is shown here only, and that it was made stands in the audit.</source>
        <translation>Es öffnet einen Stream von %1, benutzt vor %2; der Client dieses Streams darf damit zurückkommen. Es wird nur hier gezeigt; dass es ausgestellt wurde, steht im Audit.</translation>
    </message>
</context>
<context>
    <name>fanlight::TopBar</name>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>&amp;Stop hub</source>
        <translation>Hub &amp;anhalten</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Auf Empfang</translation>
    </message>
    <message>
        <source>Draining…</source>
        <translation>Läuft aus…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Hält an…</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>&amp;Start hub</source>
        <translation>Hub &amp;starten</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Address of the hub</source>
        <translation>Adresse des Hubs</translation>
    </message>
    <message>
        <source>Range of time shown</source>
        <translation>Gezeigter Zeitraum</translation>
    </message>
    <message>
        <source>Whose traffic is shown</source>
        <translation>Wessen Verkehr gezeigt wird</translation>
    </message>
    <message>
        <source>&amp;Copy curl</source>
        <translation>&amp;curl kopieren</translation>
    </message>
    <message>
        <source>Copy the command that opens a stream</source>
        <translation>Den Befehl kopieren, der einen Stream öffnet</translation>
    </message>
    <message>
        <source>Back to &amp;live</source>
        <translation>Zurück zu &amp;Live</translation>
    </message>
    <message>
        <source>&amp;Export measurements…</source>
        <translation>&amp;Messwerte exportieren…</translation>
    </message>
    <message>
        <source>What the charts show, or all that was measured, as CSV</source>
        <translation>Was die Diagramme zeigen, oder alles Gemessene, als CSV</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>One process: notifications and their history stay in its memory.</source>
        <translation>Ein Prozess: Benachrichtigungen und ihr Verlauf bleiben in seinem Speicher.</translation>
    </message>
    <message>
        <source>Redis</source>
        <translation>Redis</translation>
    </message>
    <message>
        <source>Redis away %1</source>
        <translation>Redis weg %1</translation>
    </message>
    <message>
        <source>Redis not ready</source>
        <translation>Redis nicht bereit</translation>
    </message>
    <message>
        <source>File limit %1 used</source>
        <translation>Dateilimit zu %1 benutzt</translation>
    </message>
    <message>
        <source>%1 of %2 descriptors; each client takes one</source>
        <translation>%1 von %2 Deskriptoren; jeder Client nimmt einen</translation>
    </message>
    <message numerus="yes">
        <source>%1 test client(s)</source>
        <translation>
            <numerusform>%1 Testclient</numerusform>
            <numerusform>%1 Testclients</numerusform>
        </translation>
    </message>
    <message>
        <source>Clients and notifications of this program itself are among the figures. Press to see, add or remove them.</source>
        <translation>Clients und Benachrichtigungen dieses Programms selbst sind unter den Messwerten. Drücken, um sie zu sehen, hinzuzufügen oder zu entfernen.</translation>
    </message>
    <message numerus="yes">
        <source>%n fault(s) on</source>
        <translation>
            <numerusform>%n Störung an</numerusform>
            <numerusform>%n Störungen an</numerusform>
        </translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindet…</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n Alarm</numerusform>
            <numerusform>%n Alarme</numerusform>
        </translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Nur lesen</translation>
    </message>
</context>
<context>
    <name>fanlight::TrafficLayer</name>
    <message>
        <source>All</source>
        <comment>traffic</comment>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Real</source>
        <comment>traffic</comment>
        <translation>Echt</translation>
    </message>
    <message>
        <source>Test</source>
        <comment>traffic</comment>
        <translation>Test</translation>
    </message>
    <message>
        <source>Whose traffic is shown and exported. Test is what this program makes itself: test clients, load tests and the setup doctor, known by their user agent.</source>
        <translation>Wessen Verkehr gezeigt und exportiert wird. Test ist, was dieses Programm selbst macht: Testclients, Lasttests und der Setup-Doktor, erkannt an ihrem User-Agent.</translation>
    </message>
    <message numerus="yes">
        <source>without %1 test client(s)</source>
        <translation>
            <numerusform>ohne %1 Testclient</numerusform>
            <numerusform>ohne %1 Testclients</numerusform>
        </translation>
    </message>
    <message>
        <source>without test traffic</source>
        <translation>ohne Testverkehr</translation>
    </message>
    <message numerus="yes">
        <source>without %1 real client(s)</source>
        <translation>
            <numerusform>ohne %1 echten Client</numerusform>
            <numerusform>ohne %1 echte Clients</numerusform>
        </translation>
    </message>
    <message>
        <source>without real traffic</source>
        <translation>ohne echten Verkehr</translation>
    </message>
</context>
<context>
    <name>fanlight::TrafficLine</name>
    <message>
        <source>Show all traffic</source>
        <translation>Allen Verkehr zeigen</translation>
    </message>
    <message>
        <source>Memory, processor time and what comes from Redis count both.</source>
        <translation>Speicher, Prozessorzeit und was von Redis kommt, zählen beides.</translation>
    </message>
    <message>
        <source>Only real traffic, %1. %2</source>
        <comment>without 3 test clients</comment>
        <translation>Nur echter Verkehr, %1. %2</translation>
    </message>
    <message>
        <source>Only test traffic, %1. %2</source>
        <comment>without 3 real clients</comment>
        <translation>Nur Testverkehr, %1. %2</translation>
    </message>
</context>
<context>
    <name>fanlight::UndoBar</name>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Brings it back (%1)</source>
        <translation>Bringt es zurück (%1)</translation>
    </message>
    <message>
        <source>Close this notice</source>
        <translation>Diesen Hinweis schließen</translation>
    </message>
    <message>
        <source>Bring back what was cleared or replaced</source>
        <translation>Gelöschtes oder Ersetztes zurückbringen</translation>
    </message>
</context>
<context>
    <name>fanlight::UserModel</name>
    <message numerus="yes">
        <source>%1 and %2 more</source>
        <translation>
            <numerusform>%1 und %2 weiterer</numerusform>
            <numerusform>%1 und %2 weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>User</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Streams</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>Typen</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Events</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Backlog</source>
        <translation>Rückstau</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Last reason</source>
        <translation>Letzter Grund</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>Agents</translation>
    </message>
    <message>
        <source>none: broadcasts only</source>
        <translation>keine: nur Broadcasts</translation>
    </message>
    <message>
        <source>all</source>
        <comment>types</comment>
        <translation>alle</translation>
    </message>
    <message>
        <source>Streams that ended in the last minute, of the last %1 the hub closed</source>
        <translation>Streams, die in der letzten Minute endeten, von den letzten %1, die der Hub schloss</translation>
    </message>
    <message>
        <source>The open stream that is there longest</source>
        <translation>Der offene Stream, der am längsten da ist</translation>
    </message>
</context>
<context>
    <name>fanlight::ValueLabel</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>fanlight::WaitDialog</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>fanlight::WayBack</name>
    <message>
        <source>There are more than %1 sets, which is as many as can be read.</source>
        <translation>Es gibt mehr als %1 Mengen, mehr lassen sich nicht lesen.</translation>
    </message>
    <message>
        <source>It has more than %1 entries, which is as many as memory holds.</source>
        <translation>Es hat mehr als %1 Einträge, mehr hält der Speicher nicht.</translation>
    </message>
</context>
<context>
    <name>fanlight::WebhookBook</name>
    <message>
        <source>There are %1 webhooks, which is as many as are kept.</source>
        <translation>Es gibt %1 Webhooks, mehr werden nicht behalten.</translation>
    </message>
    <message>
        <source>The webhook was not kept: %1: %2</source>
        <comment>a file, what is wrong with it</comment>
        <translation>Der Webhook wurde nicht gespeichert: %1: %2</translation>
    </message>
</context>
<context>
    <name>fanlight::WebhookDialog</name>
    <message>
        <source>&amp;Call a webhook for all rules</source>
        <translation>Für alle Regeln einen &amp;Webhook aufrufen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Webhook of alerts</source>
        <translation>Webhook der Alarme</translation>
    </message>
    <message>
        <source>A POST of JSON tells it of each rule that fires or is over, with the rule, the hub, the figure, its value and since when. A rule may have a webhook of its own instead.</source>
        <translation>Ein POST mit JSON meldet ihm jede Regel, die auslöst oder vorüber ist, mit Regel, Hub, Größe, Wert und Beginn. Eine Regel kann stattdessen einen eigenen Webhook haben.</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>fanlight::WebhookField</name>
    <message>
        <source>Send a &amp;test</source>
        <translation>&amp;Test senden</translation>
    </message>
    <message>
        <source>Address of the webhook</source>
        <translation>Adresse des Webhooks</translation>
    </message>
    <message>
        <source>%1 is kept; write another to replace it</source>
        <translation>%1 ist gespeichert; eine neue Eingabe ersetzt sie</translation>
    </message>
    <message>
        <source>It gets a POST of JSON when a rule fires and when it is over. What is written here is kept in a file that only you can read, and not shown again.</source>
        <translation>Er erhält einen POST mit JSON, wenn eine Regel auslöst und wenn sie vorüber ist. Was hier steht, wird in einer Datei aufbewahrt, die nur Sie lesen können, und nicht wieder gezeigt.</translation>
    </message>
    <message>
        <source>Sending to %1…</source>
        <translation>Senden an %1…</translation>
    </message>
    <message>
        <source>%1 took the test.</source>
        <translation>%1 hat den Test angenommen.</translation>
    </message>
    <message>
        <source>%1 did not take the test: %2.</source>
        <translation>%1 hat den Test nicht angenommen: %2.</translation>
    </message>
</context>
<context>
    <name>fanlight::WebhookSender</name>
    <message>
        <source>This address is too long.</source>
        <translation>Diese Adresse ist zu lang.</translation>
    </message>
    <message>
        <source>Write an address like https://hooks.example/path.</source>
        <translation>Geben Sie eine Adresse wie https://hooks.example/path ein.</translation>
    </message>
    <message>
        <source>An address here has no user, no password and no part behind #.</source>
        <translation>Eine Adresse hat hier keinen Benutzer, kein Passwort und keinen Teil hinter #.</translation>
    </message>
    <message>
        <source>By http:// anybody on the way could read it: use https:// (http:// goes to this machine, private addresses and names of a local network).</source>
        <translation>Über http:// könnte jeder auf dem Weg mitlesen: Nehmen Sie https:// (http:// geht an diesen Rechner, private Adressen und Namen eines lokalen Netzes).</translation>
    </message>
    <message>
        <source>too many wait to be sent</source>
        <translation>zu viele warten auf den Versand</translation>
    </message>
    <message>
        <source>it did not answer within %1 s</source>
        <translation>keine Antwort innerhalb von %1 s</translation>
    </message>
    <message>
        <source>it answers %1 and leads elsewhere, which is not followed</source>
        <translation>er antwortet %1 und verweist anderswohin, dem wird nicht gefolgt</translation>
    </message>
    <message>
        <source>it answers %1</source>
        <translation>er antwortet %1</translation>
    </message>
    <message>
        <source>nobody listens there</source>
        <translation>dort lauscht niemand</translation>
    </message>
    <message>
        <source>there is no such host</source>
        <translation>diesen Rechner gibt es nicht</translation>
    </message>
    <message>
        <source>it closed the connection</source>
        <translation>er hat die Verbindung geschlossen</translation>
    </message>
    <message>
        <source>it did not answer in time</source>
        <translation>er hat nicht rechtzeitig geantwortet</translation>
    </message>
    <message>
        <source>its certificate is not one to trust</source>
        <translation>seinem Zertifikat ist nicht zu trauen</translation>
    </message>
    <message>
        <source>it cannot be reached (%1)</source>
        <translation>er ist nicht erreichbar (%1)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a webhook, what is wrong with it</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>fanlight::WindowSources</name>
    <message>
        <source>page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Veröffentlichen</translation>
    </message>
    <message>
        <source>template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Theme: light or dark</source>
        <translation>Design: hell oder dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>History over restarts</source>
        <translation>Verlauf über Neustarts hinweg</translation>
    </message>
    <message>
        <source>alert</source>
        <translation>Alarm</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>button, entry of its menu</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>fanlight::WirePane</name>
    <message>
        <source>nothing: the payload is not valid JSON yet</source>
        <translation>nichts: die Nutzdaten sind noch kein gültiges JSON</translation>
    </message>
    <message>
        <source>On the wire</source>
        <translation>Auf der Leitung</translation>
    </message>
    <message>
        <source>…
(%1 more not shown)</source>
        <translation>…
(%1 weitere nicht gezeigt)</translation>
    </message>
</context>
<context>
    <name>fanlight::WirePreview</name>
    <message>
        <source>assigned by the hub</source>
        <translation>vom Hub vergeben</translation>
    </message>
    <message>
        <source>exactly what each client receives</source>
        <translation>genau das, was jeder Client empfängt</translation>
    </message>
    <message>
        <source>to each client, if nothing else is waiting</source>
        <translation>an jeden Client, wenn sonst nichts wartet</translation>
    </message>
    <message>
        <source>%1 as one event, to each client</source>
        <comment>“10 notifications”</comment>
        <translation>%1 als ein Event, an jeden Client</translation>
    </message>
    <message>
        <source>first event: %1 of %2, to each client</source>
        <comment>2, “10 notifications”</comment>
        <translation>erstes Event: %1 von %2, an jeden Client</translation>
    </message>
</context>
<context>
    <name>fanlight::Words</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>where the hub listens; localhost is both 127.0.0.1 and ::1. Others with commas between, a Unix socket as unix:/PATH?mode=0660</source>
        <translation>wo der Hub lauscht; localhost ist 127.0.0.1 und ::1. Weitere mit Kommas dazwischen, ein Unix-Socket als unix:/PFAD?mode=0660</translation>
    </message>
    <message>
        <source>Other names of this hub</source>
        <translation>Andere Namen dieses Hubs</translation>
    </message>
    <message>
        <source>as proxies and services call it, with commas between; *.example.com is every name below that one</source>
        <translation>wie Proxys und Dienste ihn nennen, mit Kommas dazwischen; *.example.com ist jeder Name unter diesem</translation>
    </message>
    <message>
        <source>Proxies that are believed</source>
        <translation>Proxys, denen geglaubt wird</translation>
    </message>
    <message>
        <source>addresses and ranges like 10.0.0.0/8, with commas between, and unix for those who come over a Unix socket; what they say of a client&apos;s address counts</source>
        <translation>Adressen und Bereiche wie 10.0.0.0/8, mit Kommas dazwischen, und unix für alle, die über einen Unix-Socket kommen; was sie über die Adresse eines Clients sagen, gilt</translation>
    </message>
    <message>
        <source>Web pages that may read</source>
        <translation>Webseiten, die lesen dürfen</translation>
    </message>
    <message>
        <source>their origins, like https://app.example, with commas between; pages of this computer always may</source>
        <translation>ihre Origins, etwa https://app.example, mit Kommas dazwischen; Seiten dieses Rechners dürfen immer</translation>
    </message>
    <message>
        <source>Headers those pages may send</source>
        <translation>Header, die diese Seiten senden dürfen</translation>
    </message>
    <message>
        <source>beside the ones they ask for by name, which are allowed in any case; with commas between</source>
        <translation>neben denen, die sie beim Namen nennen und die in jedem Fall erlaubt sind; mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>Streams without a token</source>
        <translation>Streams ohne Token</translation>
    </message>
    <message>
        <source>who gets one; automatic is everybody while only this computer reaches the hub and no key is set, else nobody. With a key a user&apos;s stream always needs the user&apos;s token</source>
        <translation>wer einen bekommt; automatisch heißt alle, solange nur dieser Rechner den Hub erreicht und kein Schlüssel gesetzt ist, sonst niemand. Mit einem Schlüssel braucht der Stream eines Nutzers immer das Token des Nutzers</translation>
    </message>
    <message>
        <source>Publish token</source>
        <translation>Publish-Token</translation>
    </message>
    <message>
        <source>what publishing and the audience ask for, as a bearer token; needed where other machines can reach the hub. Several with names and commas: ci=…,dev=@FILE</source>
        <translation>was Veröffentlichen und Publikum verlangen, als Bearer-Token; nötig, wo andere Rechner den Hub erreichen. Mehrere mit Namen und Kommas: ci=…,dev=@DATEI</translation>
    </message>
    <message>
        <source>Monitor token</source>
        <translation>Monitor-Token</translation>
    </message>
    <message>
        <source>reads figures, /metrics and connections; likewise</source>
        <translation>liest Messwerte, /metrics und Verbindungen; ebenso</translation>
    </message>
    <message>
        <source>Administrator token</source>
        <translation>Admin-Token</translation>
    </message>
    <message>
        <source>may do all, disconnecting and faults, too; likewise</source>
        <translation>darf alles, auch trennen und stören; ebenso</translation>
    </message>
    <message>
        <source>Keys of users&apos; tokens</source>
        <translation>Schlüssel der Nutzer-Tokens</translation>
    </message>
    <message>
        <source>files with public keys (PEM, JWK or JWKS), with commas between; a stream is then that of its token&apos;s user</source>
        <translation>Dateien mit öffentlichen Schlüsseln (PEM, JWK oder JWKS), mit Kommas dazwischen; ein Stream ist dann der des Nutzers seines Tokens</translation>
    </message>
    <message>
        <source>Secret of users&apos; tokens</source>
        <translation>Secret der Nutzer-Tokens</translation>
    </message>
    <message>
        <source>32 bytes or more, shared with who signs the tokens; or @FILE</source>
        <translation>32 Bytes oder mehr, geteilt mit dem, der die Tokens signiert; oder @DATEI</translation>
    </message>
    <message>
        <source>The secret before</source>
        <translation>Das vorige Secret</translation>
    </message>
    <message>
        <source>tokens signed with it are still taken; or @FILE</source>
        <translation>damit signierte Tokens werden noch angenommen; oder @DATEI</translation>
    </message>
    <message>
        <source>Keys of an issuer</source>
        <translation>Schlüssel eines Ausstellers</translation>
    </message>
    <message>
        <source>the URL under which who signs the tokens publishes its keys (JWKS); they are fetched again when they are old</source>
        <translation>die URL, unter der der Signierende seine Schlüssel veröffentlicht (JWKS); sie werden neu geholt, wenn sie alt sind</translation>
    </message>
    <message>
        <source>Ask the app</source>
        <translation>Die App fragen</translation>
    </message>
    <message>
        <source>a URL of the app that is asked about each new stream, with the client&apos;s cookies; it says whose it is, or no</source>
        <translation>eine URL der App, die zu jedem neuen Stream gefragt wird, mit den Cookies des Clients; sie sagt, wessen er ist, oder nein</translation>
    </message>
    <message>
        <source>Issuer of users&apos; tokens</source>
        <translation>Aussteller der Nutzer-Tokens</translation>
    </message>
    <message>
        <source>the “iss” a token must have; empty: any</source>
        <translation>das „iss“, das ein Token haben muss; leer: beliebig</translation>
    </message>
    <message>
        <source>Audience of users&apos; tokens</source>
        <translation>Zielgruppe der Nutzer-Tokens</translation>
    </message>
    <message>
        <source>the “aud” a token must have; empty: tokens that have one are refused</source>
        <translation>das „aud“, das ein Token haben muss; leer: Tokens, die eines haben, werden abgelehnt</translation>
    </message>
    <message>
        <source>Claim of the user</source>
        <translation>Claim des Nutzers</translation>
    </message>
    <message>
        <source>which member of a token names its user</source>
        <translation>welches Feld eines Tokens seinen Nutzer nennt</translation>
    </message>
    <message>
        <source>Clocks may differ by</source>
        <translation>Uhren dürfen abweichen um</translation>
    </message>
    <message>
        <source>those of the hub and of who signs tokens</source>
        <translation>die des Hubs und die dessen, der Tokens signiert</translation>
    </message>
    <message>
        <source>Tokens that never expire</source>
        <translation>Tokens, die nie ablaufen</translation>
    </message>
    <message>
        <source>are taken, too</source>
        <translation>werden auch angenommen</translation>
    </message>
    <message>
        <source>Tokens in the URL</source>
        <translation>Tokens in der URL</translation>
    </message>
    <message>
        <source>are taken from ?token=, too; they end up in the logs of proxies and in histories</source>
        <translation>werden auch aus ?token= genommen; sie landen in Logs von Proxys und in Browserverläufen</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>a file in PEM; the hub speaks HTTPS with it, its own certificate first, then those up to an authority&apos;s</source>
        <translation>eine Datei in PEM; der Hub spricht damit HTTPS, zuerst sein eigenes Zertifikat, dann die bis zu dem einer Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Key of the certificate</source>
        <translation>Schlüssel des Zertifikats</translation>
    </message>
    <message>
        <source>a file in PEM; empty: it is in the file of the certificate</source>
        <translation>eine Datei in PEM; leer: er steht in der Datei des Zertifikats</translation>
    </message>
    <message>
        <source>Authority of clients</source>
        <translation>Zertifizierungsstelle der Clients</translation>
    </message>
    <message>
        <source>a file in PEM; only clients with a certificate it has signed are let in</source>
        <translation>eine Datei in PEM; nur Clients mit einem von ihr signierten Zertifikat werden eingelassen</translation>
    </message>
    <message>
        <source>Name of this instance</source>
        <translation>Name dieser Instanz</translation>
    </message>
    <message>
        <source>unlike any other behind the same Redis; without one it is made of host name, process id and four random characters</source>
        <translation>anders als jeder andere hinter demselben Redis; ohne einen besteht er aus Hostname, Prozess-ID und vier zufälligen Zeichen</translation>
    </message>
    <message>
        <source>Faults over HTTP</source>
        <translation>Störungen über HTTP</translation>
    </message>
    <message>
        <source>requests to /api/faults may break things on purpose; this window may anyway</source>
        <translation>Anfragen an /api/faults dürfen absichtlich stören; dieses Fenster darf es ohnehin</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>where published notifications go</source>
        <translation>wohin veröffentlichte Benachrichtigungen gehen</translation>
    </message>
    <message>
        <source>Channel prefix</source>
        <translation>Kanalpräfix</translation>
    </message>
    <message>
        <source>what a user&apos;s channel is called before the user id</source>
        <translation>wie der Kanal eines Nutzers vor der Nutzer-ID heißt</translation>
    </message>
    <message>
        <source>Longest life of a stream</source>
        <translation>Längste Lebensdauer eines Streams</translation>
    </message>
    <message>
        <source>ended after 80 to 100 % of it, so that clients come back spread out</source>
        <translation>beendet nach 80 bis 100 % davon, damit Clients verteilt zurückkommen</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>Heartbeat</translation>
    </message>
    <message>
        <source>a comment on streams that are idle for so long</source>
        <translation>ein Kommentar auf Streams, die so lange ruhen</translation>
    </message>
    <message>
        <source>Clients come back after</source>
        <translation>Clients kommen zurück nach</translation>
    </message>
    <message>
        <source>sent as retry: with each stream</source>
        <translation>als retry: mit jedem Stream gesendet</translation>
    </message>
    <message>
        <source>A client that is too slow</source>
        <translation>Ein zu langsamer Client</translation>
    </message>
    <message>
        <source>what happens to it</source>
        <translation>was mit ihm geschieht</translation>
    </message>
    <message>
        <source>Unsent bytes at most</source>
        <translation>Ungesendete Bytes, höchstens</translation>
    </message>
    <message>
        <source>a client for which more waits is too slow</source>
        <translation>ein Client, für den mehr wartet, ist zu langsam</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>events kept for each channel, for clients that come back</source>
        <translation>für jeden Kanal aufbewahrte Events, für Clients, die zurückkommen</translation>
    </message>
    <message>
        <source>Memory for history</source>
        <translation>Speicher für den Verlauf</translation>
    </message>
    <message>
        <source>over all channels</source>
        <translation>über alle Kanäle</translation>
    </message>
    <message>
        <source>Clients find the type</source>
        <translation>Clients finden den Typ</translation>
    </message>
    <message>
        <source>of what is published: in the data, as the name of the event, or nowhere</source>
        <translation>des Veröffentlichten: in den Daten, als Namen des Events oder nirgends</translation>
    </message>
    <message>
        <source>What is gathered</source>
        <translation>Was gesammelt wird</translation>
    </message>
    <message>
        <source>into batches: publishes that ask for it, or all of them</source>
        <translation>zu Batches: Veröffentlichungen, die darum bitten, oder alle</translation>
    </message>
    <message>
        <source>Gathered for</source>
        <translation>Sammeln für</translation>
    </message>
    <message>
        <source>how long notifications for a client wait to become one event</source>
        <translation>wie lange Benachrichtigungen für einen Client warten, um ein Event zu werden</translation>
    </message>
    <message>
        <source>Notifications of one event</source>
        <translation>Benachrichtigungen eines Events</translation>
    </message>
    <message>
        <source>at most; with so many the event is sent at once</source>
        <translation>höchstens; mit so vielen wird das Event sofort gesendet</translation>
    </message>
    <message>
        <source>Connections at most</source>
        <translation>Verbindungen, höchstens</translation>
    </message>
    <message>
        <source>more are told to come back later</source>
        <translation>weiteren wird gesagt, später wiederzukommen</translation>
    </message>
    <message>
        <source>Streams of one user at most</source>
        <translation>Streams eines Nutzers, höchstens</translation>
    </message>
    <message>
        <source>of more the oldest is ended and told to stay away</source>
        <translation>von mehr wird der älteste beendet und gebeten wegzubleiben</translation>
    </message>
    <message>
        <source>New streams of an address</source>
        <translation>Neue Streams einer Adresse</translation>
    </message>
    <message>
        <source>like 20/s, or 20/s:100 with how many may come at once; beyond they are told to come back. auto is 50/s for those from other machines, where they reach the hub</source>
        <translation>etwa 20/s, oder 20/s:100 mit der Zahl, die auf einmal kommen darf; darüber wird ihnen gesagt wiederzukommen. auto ist 50/s für die von anderen Rechnern, wo sie den Hub erreichen</translation>
    </message>
    <message>
        <source>Requests of an address</source>
        <translation>Anfragen einer Adresse</translation>
    </message>
    <message>
        <source>beside streams and publishes; likewise, and auto is 200/s</source>
        <translation>außer Streams und Veröffentlichungen; ebenso, und auto ist 200/s</translation>
    </message>
    <message>
        <source>Publishes with a token</source>
        <translation>Veröffentlichungen mit einem Token</translation>
    </message>
    <message>
        <source>like 1000/s, or off; beyond they get 429</source>
        <translation>etwa 1000/s oder off; darüber bekommen sie 429</translation>
    </message>
    <message>
        <source>Threads that hold connections</source>
        <translation>Threads, die Verbindungen halten</translation>
    </message>
    <message>
        <source>one for each core this process may use, or as many as you say</source>
        <translation>einer für jeden Kern, den dieser Prozess nutzen darf, oder so viele wie angegeben</translation>
    </message>
    <message>
        <source>What is logged</source>
        <translation>Was geloggt wird</translation>
    </message>
    <message>
        <source>from this level up</source>
        <translation>ab dieser Stufe</translation>
    </message>
    <message>
        <source>Log file</source>
        <translation>Log-Datei</translation>
    </message>
    <message>
        <source>where the log goes as well as to stderr</source>
        <translation>wohin das Log außer nach stderr geht</translation>
    </message>
    <message>
        <source>A new log file at</source>
        <translation>Eine neue Log-Datei bei</translation>
    </message>
    <message>
        <source>the one before is kept beside it, as FILE.1</source>
        <translation>die vorige bleibt daneben, als DATEI.1</translation>
    </message>
    <message>
        <source>Older log files kept</source>
        <translation>Ältere Log-Dateien aufbewahrt</translation>
    </message>
    <message>
        <source>FILE.1 is the youngest of them</source>
        <translation>DATEI.1 ist die jüngste davon</translation>
    </message>
    <message>
        <source>Audit file</source>
        <translation>Audit-Datei</translation>
    </message>
    <message>
        <source>who did what to the hub by hand, and who was refused, a JSON object a line; kept and rotated as the log file is</source>
        <translation>wer von Hand was am Hub getan hat und wer abgewiesen wurde, ein JSON-Objekt je Zeile; aufbewahrt und rotiert wie die Log-Datei</translation>
    </message>
    <message>
        <source>is disconnected</source>
        <translation>wird getrennt</translation>
    </message>
    <message>
        <source>loses its oldest events</source>
        <translation>verliert seine ältesten Events</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>broadcasts for everybody</source>
        <translation>Broadcasts für alle</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>in the data</source>
        <translation>in den Daten</translation>
    </message>
    <message>
        <source>as the event&apos;s name</source>
        <translation>als Name des Events</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>nirgends</translation>
    </message>
    <message>
        <source>what asks for it</source>
        <translation>was darum bittet</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>60 s</source>
        <translation>60 s</translation>
    </message>
    <message>
        <source>15 min</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>streams are never ended for their age</source>
        <translation>Streams werden nie wegen ihres Alters beendet</translation>
    </message>
    <message numerus="yes">
        <source>about %1 reconnects a second at %2 stream(s); up to %3 a second after all of them came at once</source>
        <translation>
            <numerusform>etwa %1 Wiederverbindungen je Sekunde bei %2 Stream; bis zu %3 je Sekunde, nachdem alle auf einmal kamen</numerusform>
            <numerusform>etwa %1 Wiederverbindungen je Sekunde bei %2 Streams; bis zu %3 je Sekunde, nachdem alle auf einmal kamen</numerusform>
        </translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Streams</source>
        <translation>Streams</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>Batches</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Log and files</source>
        <translation>Log und Dateien</translation>
    </message>
    <message>
        <source>as many as descriptors allow; %1 now</source>
        <translation>so viele, wie Deskriptoren erlauben; jetzt %1</translation>
    </message>
    <message>
        <source>%1 now</source>
        <translation>jetzt %1</translation>
    </message>
    <message>
        <source>a user may have any number</source>
        <translation>ein Nutzer darf beliebig viele haben</translation>
    </message>
    <message numerus="yes">
        <source>at most %1 comments a second, while all of %2 stream(s) are idle</source>
        <translation>
            <numerusform>höchstens %1 Kommentare je Sekunde, solange %2 Stream ruht</numerusform>
            <numerusform>höchstens %1 Kommentare je Sekunde, solange alle %2 Streams ruhen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %1 if all of %2 client(s) were slow</source>
        <translation>
            <numerusform>höchstens %1, wenn %2 Client langsam wäre</numerusform>
            <numerusform>höchstens %1, wenn alle %2 Clients langsam wären</numerusform>
        </translation>
    </message>
    <message>
        <source>it resumes by Last-Event-ID as far as history reaches</source>
        <translation>er setzt mit Last-Event-ID fort, so weit der Verlauf reicht</translation>
    </message>
    <message>
        <source>they are counted as dropped</source>
        <translation>sie werden als verworfen gezählt</translation>
    </message>
    <message>
        <source>nothing is kept; a client that comes back has missed what was sent</source>
        <translation>nichts wird aufbewahrt; ein Client, der zurückkommt, hat verpasst, was gesendet wurde</translation>
    </message>
    <message>
        <source>nothing is gathered</source>
        <translation>nichts wird gesammelt</translation>
    </message>
    <message>
        <source>a free port is picked with each start</source>
        <translation>bei jedem Start wird ein freier Port gewählt</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>not at all</source>
        <translation>gar nicht</translation>
    </message>
    <message>
        <source>no cap</source>
        <translation>keine Obergrenze</translation>
    </message>
    <message>
        <source>one a core</source>
        <translation>einer je Kern</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>any free one</source>
        <translation>irgendein freier</translation>
    </message>
    <message>
        <source>one that is not shown</source>
        <translation>einer, der nicht gezeigt wird</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>an address that cannot be read</source>
        <translation>eine Adresse, die nicht gelesen werden kann</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>queues whose messages are published, as addresses with commas between: redis-stream://host/0?key=outbox</source>
        <translation>Warteschlangen, deren Nachrichten veröffentlicht werden, als Adressen mit Kommas dazwischen: redis-stream://host/0?key=outbox</translation>
    </message>
</context>
</TS>
