<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>fanlight::AccessWords</name>
    <message numerus="yes">
        <source>%n key(s)</source>
        <translation>
            <numerusform>%n key</numerusform>
            <numerusform>%n keys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n publish token(s)</source>
        <translation>
            <numerusform>%n publish token</numerusform>
            <numerusform>%n publish tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n monitor token(s)</source>
        <translation>
            <numerusform>%n monitor token</numerusform>
            <numerusform>%n monitor tokens</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n administrator token(s)</source>
        <translation>
            <numerusform>%n administrator token</numerusform>
            <numerusform>%n administrator tokens</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::AlertToast</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::AlertsPage</name>
    <message numerus="yes">
        <source>%n rule(s)</source>
        <translation>
            <numerusform>%n rule</numerusform>
            <numerusform>%n rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n firing</source>
        <translation>
            <numerusform>%n firing</numerusform>
            <numerusform>%n firing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert rule(s) added</source>
        <translation>
            <numerusform>%n alert rule added</numerusform>
            <numerusform>%n alert rules added</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::ArrivalCurve</name>
    <message numerus="yes">
        <source>Arrivals: %1 client(s) in %2</source>
        <translation>
            <numerusform>Arrivals: %1 client in %2</numerusform>
            <numerusform>Arrivals: %1 clients in %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::AudienceEditor</name>
    <message numerus="yes">
        <source>%1 author(s)</source>
        <translation>
            <numerusform>%1 author</numerusform>
            <numerusform>%1 authors</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 type(s)</source>
        <translation>
            <numerusform>%1 type</numerusform>
            <numerusform>%1 types</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::AudienceExport</name>
    <message numerus="yes">
        <source>%1 set(s)</source>
        <translation>
            <numerusform>%1 set</numerusform>
            <numerusform>%1 sets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s)</source>
        <translation>
            <numerusform>%1 row</numerusform>
            <numerusform>%1 rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::AudienceJob</name>
    <message numerus="yes">
        <source>%1 removed</source>
        <translation>
            <numerusform>%1 removed</numerusform>
            <numerusform>%1 removed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 added</source>
        <translation>
            <numerusform>%1 added</numerusform>
            <numerusform>%1 added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 was/were not there</source>
        <translation>
            <numerusform>%1 was not there</numerusform>
            <numerusform>%1 were not there</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 was/were there already</source>
        <translation>
            <numerusform>%1 was there already</numerusform>
            <numerusform>%1 were there already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 refused: %2</source>
        <translation>
            <numerusform>%1 refused: %2</numerusform>
            <numerusform>%1 refused: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 refused</source>
        <translation>
            <numerusform>%1 refused</numerusform>
            <numerusform>%1 refused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 row(s): %2</source>
        <translation>
            <numerusform>%1 row: %2</numerusform>
            <numerusform>%1 rows: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::AudienceNames</name>
    <message numerus="yes">
        <source>%1 follower(s)</source>
        <translation>
            <numerusform>%1 follower</numerusform>
            <numerusform>%1 followers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 user(s)</source>
        <translation>
            <numerusform>%1 user</numerusform>
            <numerusform>%1 users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 named twice</source>
        <translation>
            <numerusform>%1 named twice</numerusform>
            <numerusform>%1 named twice</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 refused: %2</source>
        <translation>
            <numerusform>%1 refused: %2</numerusform>
            <numerusform>%1 refused: %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::AuditView</name>
    <message numerus="yes">
        <source>%n entry/entries</source>
        <translation>
            <numerusform>%n entry</numerusform>
            <numerusform>%n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; %1 line(s) could not be written</source>
        <translation>
            <numerusform>; %1 line could not be written</numerusform>
            <numerusform>; %1 lines could not be written</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::BrokerCard</name>
    <message numerus="yes">
        <source>%1 entry/entries of the audience</source>
        <translation>
            <numerusform>%1 entry of the audience</numerusform>
            <numerusform>%1 entries of the audience</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) of the history</source>
        <translation>
            <numerusform>%1 message of the history</numerusform>
            <numerusform>%1 messages of the history</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::CaptureBar</name>
    <message numerus="yes">
        <source>%1 record(s) left out</source>
        <translation>
            <numerusform>%1 record left out</numerusform>
            <numerusform>%1 records left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::CaptureDesk</name>
    <message numerus="yes">
        <source>%1 message(s) so far</source>
        <translation>
            <numerusform>%1 message so far</numerusform>
            <numerusform>%1 messages so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 record(s) found no room and are not in the file</source>
        <translation>
            <numerusform>%1 record found no room and is not in the file</numerusform>
            <numerusform>%1 records found no room and are not in the file</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::CertificateCard</name>
    <message numerus="yes">
        <source>expires in %n day(s)</source>
        <translation>
            <numerusform>expires in %n day</numerusform>
            <numerusform>expires in %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::ChangeBar</name>
    <message numerus="yes">
        <source>%n setting(s) cannot be applied as they are.</source>
        <translation>
            <numerusform>%n setting cannot be applied as it is.</numerusform>
            <numerusform>%n settings cannot be applied as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s)</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::ChartMarkers</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::CompareView</name>
    <message numerus="yes">
        <source>%1 line(s) differ(s)</source>
        <translation>
            <numerusform>%1 line differs</numerusform>
            <numerusform>%1 lines differ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::ConnectionDetail</name>
    <message numerus="yes">
        <source>%1 event(s) replayed</source>
        <translation>
            <numerusform>%1 event replayed</numerusform>
            <numerusform>%1 events replayed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::ConnectionsDesk</name>
    <message numerus="yes">
        <source>%1 connection(s)</source>
        <translation>
            <numerusform>%1 connection</numerusform>
            <numerusform>%1 connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 user(s)</source>
        <translation>
            <numerusform>%1 user</numerusform>
            <numerusform>%1 users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 on %n instance(s)</source>
        <translation>
            <numerusform>%1 on %n instance</numerusform>
            <numerusform>%1 on %n instances</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n of them do(es) not answer</source>
        <translation>
            <numerusform>%1, %n of them does not answer</numerusform>
            <numerusform>%1, %n of them do not answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::CsvExport</name>
    <message numerus="yes">
        <source>Exported %1 row(s) to %2</source>
        <translation>
            <numerusform>Exported %1 row to %2</numerusform>
            <numerusform>Exported %1 rows to %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::DashboardPage</name>
    <message numerus="yes">
        <source>%1 notification(s)</source>
        <translation>
            <numerusform>%1 notification</numerusform>
            <numerusform>%1 notifications</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s)</source>
        <translation>
            <numerusform>%1 event</numerusform>
            <numerusform>%1 events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>slow client(s)</source>
        <comment>behind a number</comment>
        <translation>
            <numerusform>slow client</numerusform>
            <numerusform>slow clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::DeliveryCard</name>
    <message numerus="yes">
        <source>%1 notification(s)</source>
        <translation>
            <numerusform>%1 notification</numerusform>
            <numerusform>%1 notifications</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 event(s)</source>
        <translation>
            <numerusform>%1 event</numerusform>
            <numerusform>%1 events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 client(s)</source>
        <translation>
            <numerusform>%1 client</numerusform>
            <numerusform>%1 clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>what %1 other subscriber(s) did is unknown</source>
        <translation>
            <numerusform>what %1 other subscriber did is unknown</numerusform>
            <numerusform>what %1 other subscribers did is unknown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 notification(s) sent, nobody was connected</source>
        <translation>
            <numerusform>%1 notification sent, nobody was connected</numerusform>
            <numerusform>%1 notifications sent, nobody was connected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 notification(s) sent, none was gathered into a batch</source>
        <translation>
            <numerusform>%1 notification sent, none was gathered into a batch</numerusform>
            <numerusform>%1 notifications sent, none was gathered into a batch</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 became %2 for each of %3 client(s)</source>
        <comment>notifications, events, clients</comment>
        <translation>
            <numerusform>%1 became %2 for each of %3 client</numerusform>
            <numerusform>%1 became %2 for each of %3 clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 channel(s)</source>
        <translation>
            <numerusform>%1 channel</numerusform>
            <numerusform>%1 channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not published to %1 user(s), the first %2</source>
        <translation>
            <numerusform>Not published to %1 user, the first %2</numerusform>
            <numerusform>Not published to %1 users, the first %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Among them is/are %1 test client(s).</source>
        <comment>recipients</comment>
        <translation>
            <numerusform>Among them is %1 test client.</numerusform>
            <numerusform>Among them are %1 test clients.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::DemoClients</name>
    <message numerus="yes">
        <source>%1 test client(s) connected</source>
        <translation>
            <numerusform>%1 test client connected</numerusform>
            <numerusform>%1 test clients connected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 test client(s) started</source>
        <translation>
            <numerusform>%1 test client started</numerusform>
            <numerusform>%1 test clients started</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 test client(s) removed</source>
        <translation>
            <numerusform>%1 test client removed</numerusform>
            <numerusform>%1 test clients removed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::DemoDialog</name>
    <message numerus="yes">
        <source>%1 follower(s) in all: author 1 has %2, the one in the middle %3, the last %4.</source>
        <translation>
            <numerusform>%1 follower in all: author 1 has %2, the one in the middle %3, the last %4.</numerusform>
            <numerusform>%1 followers in all: author 1 has %2, the one in the middle %3, the last %4.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And about %1 interest(s).</source>
        <translation>
            <numerusform>And about %1 interest.</numerusform>
            <numerusform>And about %1 interests.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::DoctorPage</name>
    <message numerus="yes">
        <source>%n thing(s) to change</source>
        <translation>
            <numerusform>%n thing to change</numerusform>
            <numerusform>%n things to change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to consider</source>
        <translation>
            <numerusform>%n thing to consider</numerusform>
            <numerusform>%n things to consider</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::FaultsPage</name>
    <message numerus="yes">
        <source>all %1 stream(s)</source>
        <translation>
            <numerusform>all %1 stream</numerusform>
            <numerusform>all %1 streams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 stream(s) match(es)</source>
        <translation>
            <numerusform>%1 of %2 stream matches</numerusform>
            <numerusform>%1 of %2 streams match</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 stream(s) dropped</source>
        <translation>
            <numerusform>%1 stream dropped</numerusform>
            <numerusform>%1 streams dropped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::FieldChart</name>
    <message numerus="yes">
        <source>%1 value(s), %2 to %3, last %4</source>
        <comment>a field of messages</comment>
        <translation>
            <numerusform>%1 value, %2 to %3, last %4</numerusform>
            <numerusform>%1 values, %2 to %3, last %4</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::FleetModel</name>
    <message numerus="yes">
        <source>Over %n hub(s) that told figures, without test clients.</source>
        <translation>
            <numerusform>Over %n hub that told figures, without test clients.</numerusform>
            <numerusform>Over %n hubs that told figures, without test clients.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::FleetPage</name>
    <message numerus="yes">
        <source>%n hub(s)</source>
        <translation>
            <numerusform>%n hub</numerusform>
            <numerusform>%n hubs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n need(s) a look</source>
        <translation>
            <numerusform>%n needs a look</numerusform>
            <numerusform>%n need a look</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n do(es) not answer since %1</source>
        <translation>
            <numerusform>%n does not answer since %1</numerusform>
            <numerusform>%n do not answer since %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n do(es) not answer</source>
        <translation>
            <numerusform>%n does not answer</numerusform>
            <numerusform>%n do not answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::FleetText</name>
    <message numerus="yes">
        <source>%1 client(s) do not keep up</source>
        <translation>
            <numerusform>%1 client does not keep up</numerusform>
            <numerusform>%1 clients do not keep up</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::FollowStory</name>
    <message numerus="yes">
        <source>%1 channel(s)</source>
        <translation>
            <numerusform>%1 channel</numerusform>
            <numerusform>%1 channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1; handed to %2 subscriber(s)</source>
        <comment>a channel</comment>
        <translation>
            <numerusform>%1; handed to %2 subscriber</numerusform>
            <numerusform>%1; handed to %2 subscribers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>for %1 client(s)</source>
        <translation>
            <numerusform>for %1 client</numerusform>
            <numerusform>for %1 clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 more client(s)</source>
        <translation>
            <numerusform>%1 more client</numerusform>
            <numerusform>%1 more clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 client(s)</source>
        <translation>
            <numerusform>%1 client</numerusform>
            <numerusform>%1 clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Last-Event-ID %1: %2 event(s) replayed</source>
        <translation>
            <numerusform>Last-Event-ID %1: %2 event replayed</numerusform>
            <numerusform>Last-Event-ID %1: %2 events replayed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::Format</name>
    <message numerus="yes">
        <source>%1 of %2 core(s)</source>
        <comment>processor use</comment>
        <translation>
            <numerusform>%1 of %2 core</numerusform>
            <numerusform>%1 of %2 cores</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::FramesView</name>
    <message numerus="yes">
        <source>… %1 earlier frame(s) is/are kept no longer</source>
        <translation>
            <numerusform>… %1 earlier frame is kept no longer</numerusform>
            <numerusform>… %1 earlier frames are kept no longer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::HistoryRow</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::HistoryWords</name>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>%n hour</numerusform>
            <numerusform>%n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Recording: %1 of %2, %3 row(s) lost</source>
        <translation>
            <numerusform>Recording: %1 of %2, %3 row lost</numerusform>
            <numerusform>Recording: %1 of %2, %3 rows lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What is seen here is kept for the next start, at most %1 and %n day(s).</source>
        <translation>
            <numerusform>What is seen here is kept for the next start, at most %1 and %n day.</numerusform>
            <numerusform>What is seen here is kept for the next start, at most %1 and %n days.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s), streams and log lines came faster than they could be written.</source>
        <translation>
            <numerusform>%1 message, stream or log line came faster than it could be written.</numerusform>
            <numerusform>%1 messages, streams and log lines came faster than they could be written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::LetterView</name>
    <message numerus="yes">
        <source>tried %n time(s)</source>
        <translation>
            <numerusform>tried %n time</numerusform>
            <numerusform>tried %n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::LettersCard</name>
    <message numerus="yes">
        <source>%1 dead letter(s)</source>
        <translation>
            <numerusform>%1 dead letter</numerusform>
            <numerusform>%1 dead letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send %n letter(s) again?</source>
        <translation>
            <numerusform>Send %n letter again?</numerusform>
            <numerusform>Send %n letters again?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n dead letter(s)?</source>
        <translation>
            <numerusform>Remove %n dead letter?</numerusform>
            <numerusform>Remove %n dead letters?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A message that is refused %n time(s) is kept here, with the reason, to be mended and sent again.</source>
        <translation>
            <numerusform>A message that is refused %n time is kept here, with the reason, to be mended and sent again.</numerusform>
            <numerusform>A message that is refused %n times is kept here, with the reason, to be mended and sent again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::LoadDesk</name>
    <message numerus="yes">
        <source>load test over: %1 event(s), %2 lost</source>
        <translation>
            <numerusform>load test over: %1 event, %2 lost</numerusform>
            <numerusform>load test over: %1 events, %2 lost</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) deleted</source>
        <translation>
            <numerusform>%n run deleted</numerusform>
            <numerusform>%n runs deleted</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::LogPage</name>
    <message numerus="yes">
        <source>%1 line(s)</source>
        <translation>
            <numerusform>%1 line</numerusform>
            <numerusform>%1 lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 line(s) are hidden by the level, the parts or the search.</source>
        <translation>
            <numerusform>%1 line is hidden by the level, the parts or the search.</numerusform>
            <numerusform>%1 lines are hidden by the level, the parts or the search.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::LossGuard</name>
    <message numerus="yes">
        <source>%1 client(s) is/are asked to come back, and resume(s) where history reaches</source>
        <translation>
            <numerusform>%1 client is asked to come back, and resumes where history reaches</numerusform>
            <numerusform>%1 clients are asked to come back, and resume where history reaches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 client(s) come(s) back to the old address, where nothing listens any more</source>
        <translation>
            <numerusform>%1 client comes back to the old address, where nothing listens any more</numerusform>
            <numerusform>%1 clients come back to the old address, where nothing listens any more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 client(s) is/are disconnected</source>
        <translation>
            <numerusform>%1 client is disconnected</numerusform>
            <numerusform>%1 clients are disconnected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The audience in memory goes: %1 entry/entries</source>
        <translation>
            <numerusform>The audience in memory goes: %1 entry</numerusform>
            <numerusform>The audience in memory goes: %1 entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The history in memory goes: %1 message(s)</source>
        <translation>
            <numerusform>The history in memory goes: %1 message</numerusform>
            <numerusform>The history in memory goes: %1 messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::MarkerLog</name>
    <message numerus="yes">
        <source>%1 client(s) disconnected by hand</source>
        <translation>
            <numerusform>%1 client disconnected by hand</numerusform>
            <numerusform>%1 clients disconnected by hand</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::MessageActions</name>
    <message numerus="yes">
        <source>loaded for the first of %1 user(s); the others are not kept</source>
        <translation>
            <numerusform>loaded for the first of %1 user; the others are not kept</numerusform>
            <numerusform>loaded for the first of %1 users; the others are not kept</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::MessageRequest</name>
    <message numerus="yes">
        <source>It went to %1 user(s), of whom only the first is kept.</source>
        <translation>
            <numerusform>It went to %1 user, of whom only the first is kept.</numerusform>
            <numerusform>It went to %1 users, of whom only the first is kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::MessagesExport</name>
    <message numerus="yes">
        <source>%1 message(s)</source>
        <translation>
            <numerusform>%1 message</numerusform>
            <numerusform>%1 messages</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::MessagesPage</name>
    <message numerus="yes">
        <source>%1 other(s) is/are kept.</source>
        <translation>
            <numerusform>%1 other is kept.</numerusform>
            <numerusform>%1 others are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 message(s) cleared</source>
        <translation>
            <numerusform>%1 message cleared</numerusform>
            <numerusform>%1 messages cleared</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Cleared %1 message(s).</source>
        <translation>
            <numerusform>Cleared %1 message.</numerusform>
            <numerusform>Cleared %1 messages.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::PalettePopup</name>
    <message numerus="yes">
        <source>%1 found</source>
        <translation>
            <numerusform>%1 found</numerusform>
            <numerusform>%1 found</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::PasteDialog</name>
    <message numerus="yes">
        <source>Add %1 user(s)</source>
        <translation>
            <numerusform>Add %1 user</numerusform>
            <numerusform>Add %1 users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::PlanText</name>
    <message numerus="yes">
        <source>%1 instance(s) would do.</source>
        <translation>
            <numerusform>%1 instance would do.</numerusform>
            <numerusform>%1 instances would do.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Memory with %1 client(s).</source>
        <translation>
            <numerusform>Memory with %1 client.</numerusform>
            <numerusform>Memory with %1 clients.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::PublishCheck</name>
    <message numerus="yes">
        <source>%1 (%2 byte(s))</source>
        <comment>rounded, in full</comment>
        <translation>
            <numerusform>%1 (%2 byte)</numerusform>
            <numerusform>%1 (%2 bytes)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 user(s)</source>
        <translation>
            <numerusform>%1 user</numerusform>
            <numerusform>%1 users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::ReachWatch</name>
    <message numerus="yes">
        <source>%1 client(s)</source>
        <translation>
            <numerusform>%1 client</numerusform>
            <numerusform>%1 clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 user(s)</source>
        <translation>
            <numerusform>%1 user</numerusform>
            <numerusform>%1 users</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 client(s) online</source>
        <translation>
            <numerusform>%1 client online</numerusform>
            <numerusform>%1 clients online</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>online, %1 client(s)</source>
        <translation>
            <numerusform>online, %1 client</numerusform>
            <numerusform>online, %1 clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 user(s), %2 of them online on any instance</source>
        <translation>
            <numerusform>%1 user, %2 of them online on any instance</numerusform>
            <numerusform>%1 users, %2 of them online on any instance</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 user(s), %2 of them online</source>
        <translation>
            <numerusform>%1 user, %2 of them online</numerusform>
            <numerusform>%1 users, %2 of them online</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of the %2 connection(s) of this instance take it</source>
        <translation>
            <numerusform>%1 of the %2 connection of this instance takes it</numerusform>
            <numerusform>%1 of the %2 connections of this instance take it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::RedisLine</name>
    <message numerus="yes">
        <source>and %1 more user(s), left out here</source>
        <translation>
            <numerusform>and %1 more user, left out here</numerusform>
            <numerusform>and %1 more users, left out here</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::RefusalsCard</name>
    <message numerus="yes">
        <source>%1 refusal(s)</source>
        <translation>
            <numerusform>%1 refusal</numerusform>
            <numerusform>%1 refusals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n row(s)</source>
        <translation>
            <numerusform>%1 of %n row</numerusform>
            <numerusform>%1 of %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::Remote</name>
    <message numerus="yes">
        <source>%1 does not keep up: %n questions wait already.</source>
        <translation>
            <numerusform>%1 does not keep up: %n question waits already.</numerusform>
            <numerusform>%1 does not keep up: %n questions wait already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+%n line(s), which this window was not told</source>
        <translation>
            <numerusform>+%n line, which this window was not told</numerusform>
            <numerusform>+%n lines, which this window was not told</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::RepeatPopup</name>
    <message numerus="yes">
        <source> time(s)</source>
        <comment>behind a number</comment>
        <translation>
            <numerusform> time</numerusform>
            <numerusform> times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::ReplayDialog</name>
    <message numerus="yes">
        <source>%1 event(s)</source>
        <translation>
            <numerusform>%1 event</numerusform>
            <numerusform>%1 events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::RunStore</name>
    <message numerus="yes">
        <source>%1 of %2 kept run(s) cannot be read, the first is %3</source>
        <translation>
            <numerusform>%1 of %2 kept run cannot be read, the first is %3</numerusform>
            <numerusform>%1 of %2 kept runs cannot be read, the first is %3</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::RunView</name>
    <message numerus="yes">
        <source>%n kind(s) more</source>
        <translation>
            <numerusform>%n kind more</numerusform>
            <numerusform>%n kinds more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::ScenarioFields</name>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n flow(s)</source>
        <translation>
            <numerusform>%n flow</numerusform>
            <numerusform>%n flows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::SentModel</name>
    <message numerus="yes">
        <source>%1, %2 time(s)</source>
        <comment>what was sent, how often</comment>
        <translation>
            <numerusform>%1, %2 time</numerusform>
            <numerusform>%1, %2 times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::ServerBook</name>
    <message numerus="yes">
        <source>%n server(s) of the settings file cannot be read and is/are left out.</source>
        <translation>
            <numerusform>%n server of the settings file cannot be read and is left out.</numerusform>
            <numerusform>%n servers of the settings file cannot be read and are left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are %n servers already, which is the most: remove one first.</source>
        <translation>
            <numerusform>There is %n server already, which is the most: remove it first.</numerusform>
            <numerusform>There are %n servers already, which is the most: remove one first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::SettingsPage</name>
    <message numerus="yes">
        <source>%1, %n change(s)</source>
        <translation>
            <numerusform>%1, %n change</numerusform>
            <numerusform>%1, %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::SourceText</name>
    <message numerus="yes">
        <source>%1 user(s)</source>
        <translation>
            <numerusform>%1 user</numerusform>
            <numerusform>%1 users</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::SourceWatch</name>
    <message numerus="yes">
        <source>source %2: %1 message(s) refused for good</source>
        <translation>
            <numerusform>source %2: %1 message refused for good</numerusform>
            <numerusform>source %2: %1 messages refused for good</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::SourcesPage</name>
    <message numerus="yes">
        <source>%n source(s)</source>
        <translation>
            <numerusform>%n source</numerusform>
            <numerusform>%n sources</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::StreamSource</name>
    <message numerus="yes">
        <source>%n stream(s)</source>
        <translation>
            <numerusform>%n stream</numerusform>
            <numerusform>%n streams</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::TallyModel</name>
    <message numerus="yes">
        <source>%1: %2 message(s), %3 a second over the last ten; the last one whose recipients are known had %4. A click asks for these only, another for all.</source>
        <translation>
            <numerusform>%1: %2 message, %3 a second over the last ten; the last one whose recipients are known had %4. A click asks for these only, another for all.</numerusform>
            <numerusform>%1: %2 messages, %3 a second over the last ten; the last one whose recipients are known had %4. A click asks for these only, another for all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::TopBar</name>
    <message numerus="yes">
        <source>%n fault(s) on</source>
        <translation>
            <numerusform>%n fault on</numerusform>
            <numerusform>%n faults on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 test client(s)</source>
        <translation>
            <numerusform>%1 test client</numerusform>
            <numerusform>%1 test clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s)</source>
        <translation>
            <numerusform>%n alert</numerusform>
            <numerusform>%n alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::TrafficLayer</name>
    <message numerus="yes">
        <source>without %1 test client(s)</source>
        <translation>
            <numerusform>without %1 test client</numerusform>
            <numerusform>without %1 test clients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>without %1 real client(s)</source>
        <translation>
            <numerusform>without %1 real client</numerusform>
            <numerusform>without %1 real clients</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::UserModel</name>
    <message numerus="yes">
        <source>%1 and %2 more</source>
        <translation>
            <numerusform>%1 and %2 more</numerusform>
            <numerusform>%1 and %2 more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fanlight::Words</name>
    <message numerus="yes">
        <source>about %1 reconnects a second at %2 stream(s); up to %3 a second after all of them came at once</source>
        <translation>
            <numerusform>about %1 reconnects a second at %2 stream; up to %3 a second after all of them came at once</numerusform>
            <numerusform>about %1 reconnects a second at %2 streams; up to %3 a second after all of them came at once</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %1 comments a second, while all of %2 stream(s) are idle</source>
        <translation>
            <numerusform>at most %1 comments a second, while %2 stream is idle</numerusform>
            <numerusform>at most %1 comments a second, while all of %2 streams are idle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %1 if all of %2 client(s) were slow</source>
        <translation>
            <numerusform>at most %1 if %2 client were slow</numerusform>
            <numerusform>at most %1 if all of %2 clients were slow</numerusform>
        </translation>
    </message>
</context>
</TS>
