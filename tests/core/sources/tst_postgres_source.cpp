// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/postgres_answer.h"
#include "sources/postgres_library.h"
#include "sources/postgres_source.h"
#include "support/certificate_authority.h"
#include "support/needed_program.h"
#include "support/postgres_client.h"
#include "support/room.h"
#include "taking_hub.h"

#include <QtTest>

#include <functional>
#include <utility>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

using PostgresOutcome = SourceVerdict::Outcome;
using PostgresState = SourceFigures::State;
using PostgresHub = TakingHub<PostgresSource, PostgresPlace>;

SourceVerdict postgresRefusesAll(const SourceMessage&)
{
    return {PostgresOutcome::Refused, "no"};
}

} // namespace

// PostgreSQL as a source, against a real server.
class TestPostgresSource : public QObject {
    Q_OBJECT

    PostgresServer m_server;
    CertificateAuthority m_authority;
    std::unique_ptr<PostgresClient> m_client;
    QByteArray m_table; // each function has its own

    QString url(const QString& more = {})
    {
        return m_server.url(u"table="_s + QString::fromLatin1(m_table) + more);
    }
    QByteArray dead() const { return m_table + "_dead"; }
    bool add(int first, int last)
    {
        return m_client->run("INSERT INTO " + m_table
            + " (body) SELECT n::text FROM generate_series(" + QByteArray::number(first) + ','
            + QByteArray::number(last) + ") AS n");
    }
    int rows() { return m_client->count(m_table); }

private Q_SLOTS:
    void initTestCase()
    {
        NEEDS_POSTGRESQL();
        NEEDS_PROGRAM("openssl");
        QVERIFY(m_authority.make());
        const auto own = [this](const QString& name) {
            return m_server.ownCopy(m_authority.file(name)).toUtf8();
        };
        START_POSTGRES(m_server,
            "ssl = on\nssl_cert_file = '" + own(u"server.pem"_s) + "'\nssl_key_file = '"
                + own(u"server.key"_s) + "'\n");
    }

    void whatLibpqSaysInSeveralLinesIsSeveralSentences()
    {
        QCOMPARE(PostgresAnswer::sentence("connection failed: Connection refused\n\tIs the server "
                                          "running on that host?\n"),
            u"connection failed: Connection refused. Is the server running on that host?"_s);
        QCOMPARE(PostgresAnswer::sentence("password  is wrong."), u"password is wrong."_s);
        QCOMPARE(PostgresAnswer::sentence("\n \n"), QString());
        QCOMPARE(PostgresAnswer::sentence(std::string(100'000, 'x')).back(), u'…');
    }

    void init()
    {
        m_client = std::make_unique<PostgresClient>(m_server);
        QVERIFY2(m_client->isOpen(), m_client->why().constData());
        m_table = QByteArray(QTest::currentTestFunction()).left(45).toLower()
            + QByteArray(QTest::currentDataTag() ? QTest::currentDataTag() : "")
                  .left(10)
                  .replace(' ', '_');
        QVERIFY2(m_client->makeOutbox(m_table), m_client->why().constData());
    }

    void theLibraryThatIsNotThereIsNamedWithItsPackage()
    {
        PostgresLibrary library;
        QString error;
        QVERIFY(!PostgresLibrary::load(&library, u"pq"_s, 4, &error));
        QCOMPARE(error,
            u"PostgreSQL's client library libpq.so.4 is not there; Debian has it in the package "
            "libpq5."_s);
        QVERIFY(!PostgresLibrary::load(&library, u"z"_s, 1, &error)); // is there, and another one
        QVERIFY2(error.contains(u"is too old, or another one"), qPrintable(error));
        QVERIFY(PostgresLibrary::load(&library, u"pq"_s, PostgresLibrary::Version, &error));
    }

    void acknowledgesExactlyWhatWasPublished()
    {
        QVERIFY(add(1, 8));
        {
            PostgresHub hub(url());
            hub.open();
            QTRY_COMPARE(hub.asked.size(), 8U);
            QVERIFY(hub.isTaking());
            QCOMPARE(hub.figures().inHand, 8);
            for (const std::size_t i : {1U, 0U, 2U, 4U})
                hub.publish(i);
            QTRY_COMPARE(hub.figures().acknowledged, 4U);
            QCOMPARE(hub.figures().inHand, 4);
            QCOMPARE(rows(), 4);
            hub.publish(6); // and closes at once
        }
        QCOMPARE(m_client->column("SELECT body FROM " + m_table + " ORDER BY id"),
            (QByteArrayList{"4", "6", "8"}));
    }

    void whatIsInHandIsGivenBackAndCountsNoTry()
    {
        QVERIFY(add(1, 3));
        PostgresHub hub(url());
        hub.open();
        QTRY_COMPARE(hub.asked.size(), 3U);
        QCOMPARE(m_client->column("SELECT tries FROM " + m_table), (QByteArrayList{"1", "1", "1"}));
        hub.source.close();
        QCOMPARE(int(hub.figures().state), int(PostgresState::Closed));
        QCOMPARE(m_client->column("SELECT tries FROM " + m_table + " WHERE taken_by IS NULL"),
            (QByteArrayList{"0", "0", "0"}));
        hub.publish(0); // too late
        hub.asked.clear();
        hub.open();
        QTRY_COMPARE(hub.asked.size(), 3U);
        QCOMPARE(hub.asked[0].message.tries, 1);
    }

    void columnsNameTheRecipientAndTheMessageItsId()
    {
        QVERIFY(m_client->run("ALTER TABLE " + m_table
            + " ALTER fan_user TYPE bigint USING NULL, ALTER message_id TYPE uuid USING NULL,"
              " ALTER body TYPE jsonb USING NULL;"
              "INSERT INTO "
            + m_table
            + " (body, fan_user, fan_type, fan_event, message_id) VALUES ('\"text\"', 42, 'like', "
              "'',"
              " '11111111-2222-3333-4444-555555555555'), ('{\"broadcast\":true}', NULL, NULL, NULL,"
              " NULL)"));
        PostgresHub hub(url());
        hub.open();
        QTRY_COMPARE(hub.asked.size(), 2U);
        const SourceContent& raw = hub.asked[0].message.content;
        QCOMPARE(raw.body, std::string("\"text\""));
        QCOMPARE(raw.id, std::string("11111111-2222-3333-4444-555555555555"));
        QCOMPARE(raw.user.value_or("-"), std::string("42"));
        QCOMPARE(raw.type.value_or("-"), std::string("like"));
        QCOMPARE(raw.event.value_or("-"), std::string());
        const SourceContent& json = hub.asked[1].message.content;
        QVERIFY(!json.user && !json.type && !json.event);
        QCOMPARE(json.id, std::string("2")); // of the row
    }

    void takesNoMoreThanItsPrefetchAndSaysWhatWaits()
    {
        QVERIFY(add(1, 12));
        PostgresHub hub(url(u"&prefetch=5"_s));
        hub.open();
        QTRY_COMPARE(hub.asked.size(), 5U);
        QTRY_COMPARE(hub.figures().lag, 7.0);
        QCOMPARE(hub.asked.size(), 5U);
        for (std::size_t i = 0; i < 12; ++i) {
            QTRY_VERIFY(hub.asked.size() > i);
            QVERIFY(hub.figures().inHand <= 5);
            hub.publish(i);
        }
        QCOMPARE(hub.bodies, numbersFrom(1, 12));
        QTRY_COMPARE(hub.figures().lag, 0.0);
        QCOMPARE(hub.figures().dead, 0.0);
    }

    void takesNoMoreBytesThanItMayAndStillEveryRow()
    {
        QVERIFY(m_client->run("INSERT INTO " + m_table
            + " (body) SELECT repeat('x', 1000000) FROM generate_series(1, 40)"));
        PostgresHub hub(url());
        hub.open();
        constexpr std::size_t fit = PostgresSource::MostBytesInHand / 1'000'000 + 1;
        QTRY_COMPARE(hub.asked.size(), fit);
        QTRY_COMPARE(hub.figures().lag, double(40 - fit));
        for (std::size_t i = 0; i < 40; ++i) {
            QTRY_VERIFY(hub.asked.size() > i);
            hub.publish(i);
        }
        QTRY_COMPARE(rows(), 0);
    }

    void newRowsAreToldAndFoundWithoutBeingTold()
    {
        PostgresHub hub(url());
        hub.judge = takesAll;
        hub.open();
        QTRY_VERIFY(hub.isTaking());
        QVERIFY(add(1, 1));
        QTRY_COMPARE(hub.figures().acknowledged, 1U);
        QVERIFY(m_client->run("ALTER TABLE " + m_table + " DISABLE TRIGGER USER"));
        QVERIFY(add(2, 2));
        QTRY_COMPARE(hub.figures().acknowledged, 2U);
    }

    void aPoisonousMessageGoesToTheDeadWithItsReasonAndBlocksNobody()
    {
        QVERIFY(m_client->run("INSERT INTO " + m_table
            + " (body, message_id, fan_type) VALUES ('poison', 'p-1', 'x')"));
        QVERIFY(add(1, 20));
        PostgresHub hub(url(u"&prefetch=10"_s));
        int tries = 0;
        QByteArrayList whenItDied;
        hub.judge = [&](const SourceMessage& message) -> SourceVerdict {
            if (message.content.body != "poison")
                return {PostgresOutcome::Published, {}};
            if (message.tries != ++tries)
                return {PostgresOutcome::Published, {}}; // shown by the dead being empty
            if (tries == Source::MostTries)
                whenItDied = hub.bodies;
            return {PostgresOutcome::Refused, "“data” is missing"};
        };
        hub.open();
        QTRY_COMPARE(hub.figures().buried, 1U);
        QCOMPARE(tries, int(Source::MostTries));
        for (const QByteArray& number : numbersFrom(1, 20))
            QVERIFY2(
                whenItDied.contains(number), number.constData()); // the others had passed by then
        QCOMPARE(hub.figures().refused, 5U);
        QTRY_COMPARE(hub.figures().acknowledged, 20U);
        QVERIFY(hub.figures().error.contains(u"“data” is missing"));
        QTRY_COMPARE(hub.figures().dead, 1.0);
        QCOMPARE(rows(), 0);
        QCOMPARE(m_client->value("SELECT concat_ws('|', body, message_id, fan_type, tries, reason)"
                                 " FROM "
                     + dead() + " WHERE died_at <= now() AND id = 1"),
            QByteArray("poison|p-1|x|5|“data” is missing"));
    }

    void aTableFullOfPoisonStillLetsOthersPass()
    {
        QVERIFY(m_client->run(
            "INSERT INTO " + m_table + " (body) SELECT 'poison' FROM generate_series(1, 100)"));
        QVERIFY(m_client->run("INSERT INTO " + m_table + " (body) VALUES ('good')"));
        PostgresHub hub(url(u"&prefetch=10"_s));
        hub.judge = [](const SourceMessage& message) -> SourceVerdict {
            return {message.content.body == "good" ? PostgresOutcome::Published
                                                   : PostgresOutcome::Refused,
                "no"};
        };
        hub.open();
        QTRY_COMPARE(hub.figures().buried, 100U);
        QTRY_COMPARE(hub.figures().acknowledged, 1U);
        QCOMPARE(hub.figures().refused, 500U);
        QTRY_COMPARE(hub.figures().dead, 100.0);
    }

    void triesCountOverTheEndOfAHub()
    {
        QVERIFY(m_client->run("INSERT INTO " + m_table + " (body, tries) VALUES ('poison', 3)"));
        PostgresHub hub(url());
        QList<int> tries;
        hub.judge = [&](const SourceMessage& message) -> SourceVerdict {
            tries.append(message.tries);
            return {PostgresOutcome::Refused, "no"};
        };
        hub.open();
        QTRY_COMPARE(hub.figures().buried, 1U);
        QCOMPARE(tries, (QList<int>{4, 5}));
    }

    void aBodyThatIsTooLargeGoesToTheDeadUnread()
    {
        QVERIFY(m_client->run("INSERT INTO " + m_table
            + " (body, fan_user) VALUES ('1', NULL), (repeat('x', 400000), '7'), ('2', NULL)"));
        PostgresHub hub(url(), 1000);
        hub.judge = takesAll;
        hub.open();
        QTRY_COMPARE(hub.figures().acknowledged, 2U);
        QTRY_COMPARE(hub.figures().buried, 1U);
        QCOMPARE(hub.bodies, (QByteArrayList{"1", "2"}));
        QCOMPARE(m_client->value("SELECT concat_ws('|', length(body), reason) FROM " + dead()),
            QByteArray("400000|Its body has 400000 bytes, and 1000 may be."));
        std::optional<std::vector<DeadLetter>> letters;
        hub.source.listDead(
            [&](const QString&, std::vector<DeadLetter> listed) { letters = std::move(listed); });
        QTRY_VERIFY(letters);
        QCOMPARE(letters->at(0).content.body, std::string());
        QVERIFY(!letters->at(0).content.user); // so that it is refused as it is
        QVERIFY(letters->at(0).reason.ends_with("(400000 bytes, too many to show.)"));
    }

    void listsTheDeadAndTakesOneOut()
    {
        QVERIFY(m_client->run("INSERT INTO " + m_table
            + " (body, message_id) SELECT n::text, 'id-' || n FROM generate_series(1, 4) AS n"));
        PostgresHub hub(url());
        hub.judge = postgresRefusesAll;
        hub.open();
        QTRY_COMPARE(hub.figures().buried, 4U);
        std::optional<std::vector<DeadLetter>> letters;
        const auto list = [&] {
            letters.reset();
            hub.source.listDead([&](const QString& error, std::vector<DeadLetter> listed) {
                letters = std::move(listed);
                QCOMPARE(error, QString());
            });
        };
        const auto bodies = [&] {
            QByteArrayList all;
            for (const DeadLetter& letter : *letters)
                all.append(QByteArray::fromStdString(letter.content.body));
            return all;
        };
        list();
        QTRY_VERIFY(letters);
        QCOMPARE(bodies(), (QByteArrayList{"4", "3", "2", "1"}));
        const DeadLetter second = letters->at(2);
        QCOMPARE(second.reason, std::string("no"));
        QCOMPARE(second.tries, 5);
        QCOMPARE(second.content.id, std::string("id-2"));
        QVERIFY(std::abs(second.diedAtMs - QDateTime::currentMSecsSinceEpoch()) < 120'000);

        std::optional<QString> removed;
        const auto remove = [&] {
            removed.reset();
            hub.source.removeDead(second.handle, [&](const QString& error) { removed = error; });
        };
        remove();
        QTRY_VERIFY(removed);
        QCOMPARE(*removed, QString());
        list();
        QTRY_VERIFY(letters);
        QCOMPARE(bodies(), (QByteArrayList{"4", "3", "1"}));
        remove();
        QTRY_VERIFY(removed);
        QCOMPARE(*removed, u"It is not there any more."_s);
    }

    void theDeadThatCannotBeKeptStayUntilTheyCan()
    {
        QVERIFY(add(1, 1));
        PostgresHub hub(url());
        hub.judge = postgresRefusesAll;
        QVERIFY(
            m_client->run("ALTER TABLE " + dead() + " ADD CONSTRAINT closed CHECK (tries < 0)"));
        hub.open();
        QTRY_VERIFY(hub.figures().error.contains(u"could not be laid aside"));
        QCOMPARE(hub.figures().inHand, 1);
        QCOMPARE(rows(), 1);
        QVERIFY(m_client->run("ALTER TABLE " + dead() + " DROP CONSTRAINT closed"));
        QTRY_COMPARE(hub.figures().buried, 1U);
        QCOMPARE(m_client->count(dead()), 1);
        QCOMPARE(hub.figures().refused, 5U);
    }

    void keepsWhatTheHubDoesNotTakeNowInItsOrderAndCountsNoTry()
    {
        QVERIFY(add(1, 6));
        PostgresHub hub(url(u"&prefetch=3"_s));
        hub.open();
        QTRY_COMPARE(hub.asked.size(), 3U);
        hub.source.setWaiting(true);
        for (std::size_t i : {0U, 1U, 2U})
            hub.asked[i].done({PostgresOutcome::NotNow, "the broker is away"});
        QCOMPARE(int(hub.figures().state), int(PostgresState::Waiting));
        QVERIFY(hub.figures().error.contains(u"away"));
        QTRY_COMPARE(hub.figures().lag, 3.0);
        QCOMPARE(hub.asked.size(), 3U);

        hub.judge = [](const SourceMessage& message) -> SourceVerdict {
            return {message.tries == 1 ? PostgresOutcome::Published : PostgresOutcome::Refused,
                "tried"};
        };
        hub.bodies.clear();
        hub.source.setWaiting(false);
        QTRY_COMPARE(hub.figures().acknowledged, 6U);
        QCOMPARE(hub.bodies, numbersFrom(1, 6));
        QCOMPARE(hub.figures().refused, 0U);
    }

    void asksAgainByItselfForWhatWasNotTakenNow()
    {
        QVERIFY(add(1, 3));
        PostgresHub hub(url(u"&prefetch=2"_s));
        int refusals = 0;
        hub.judge = [&](const SourceMessage&) -> SourceVerdict {
            return {++refusals <= 4 ? PostgresOutcome::NotNow : PostgresOutcome::Published, "full"};
        };
        hub.open();
        QTRY_COMPARE(hub.figures().acknowledged, 3U);
        QCOMPARE(hub.bodies.mid(4), (QByteArrayList{"1", "2", "3"}));
    }

    void pausedByHandItTakesNoMoreAndFinishesWhatItHas()
    {
        QVERIFY(add(1, 2));
        PostgresHub hub(url());
        hub.open();
        QTRY_COMPARE(hub.asked.size(), 2U);
        hub.source.setPaused(true);
        QCOMPARE(int(hub.figures().state), int(PostgresState::Paused));
        hub.publish(0);
        hub.publish(1);
        QTRY_COMPARE(hub.figures().acknowledged, 2U);
        QVERIFY(add(3, 5));
        QTRY_COMPARE(hub.figures().lag, 3.0);
        QCOMPARE(hub.asked.size(), 2U);
        hub.source.setPaused(false);
        QTRY_COMPARE(hub.asked.size(), 5U);
    }

    void saysWhatIsWrongWithTheTableAndComesBackWhenItIsMended()
    {
        QVERIFY(m_client->run("ALTER TABLE " + m_table + " RENAME TO elsewhere"));
        PostgresHub hub(url());
        hub.judge = takesAll;
        hub.open();
        QTRY_VERIFY2(hub.figures().error.contains(u"does not exist. Both tables are as "
                                                  "contrib/postgresql/outbox.sql has them"),
            qPrintable(hub.figures().error));
        QCOMPARE(int(hub.figures().state), int(PostgresState::Connecting));
        QVERIFY(m_client->run("ALTER TABLE elsewhere RENAME TO " + m_table));
        QTRY_VERIFY(hub.isTaking());
        QVERIFY(m_client->run("ALTER TABLE " + m_table + " RENAME message_id TO mid")); // under it
        QVERIFY(add(1, 1));
        QTRY_VERIFY(hub.figures().error.contains(u"message_id"));
        QVERIFY(m_client->run("ALTER TABLE " + m_table + " RENAME mid TO message_id"));
        QTRY_COMPARE(hub.figures().acknowledged, 1U);
        QVERIFY(m_client->run("DROP TABLE " + dead()));
        hub.source.close();
        hub.open();
        QTRY_VERIFY(hub.figures().error.contains(QString::fromLatin1(dead())));
    }

    void namesAreTakenAsTheyAreWritten()
    {
        const QByteArray odd = "\"Odd \"\"one\".\"x'); DROP";
        QVERIFY2(m_client->run("CREATE SCHEMA \"Odd \"\"one\"; CREATE TABLE " + odd + "\" (LIKE "
                     + m_table + " INCLUDING ALL); CREATE TABLE " + odd + "_dead\" (LIKE " + dead()
                     + " INCLUDING ALL); INSERT INTO " + odd + "\" (body) VALUES ('1'), ('2')"),
            m_client->why().constData());
        PostgresHub hub(m_server.url(u"table=Odd%20%22one.x%27%29%3B%20DROP"_s));
        hub.judge = [](const SourceMessage& message) -> SourceVerdict {
            return {
                message.content.body == "1" ? PostgresOutcome::Refused : PostgresOutcome::Published,
                "no"};
        };
        hub.open();
        QTRY_COMPARE(hub.figures().acknowledged, 1U);
        QTRY_COMPARE(hub.figures().buried, 1U);
        QVERIFY(m_client->run("INSERT INTO " + odd
            + "\" (body) VALUES ('3');"
              "NOTIFY \"x'); DROP\""));
        QTRY_COMPARE(hub.figures().acknowledged, 2U);
    }

    void whatTheUserLacksIsSaid()
    {
        QVERIFY(m_client->run("CREATE USER poor PASSWORD 'hush-poor'; GRANT SELECT ON " + m_table
            + ", " + dead() + " TO poor"));
        QVERIFY(add(1, 1));
        PostgresHub hub(
            u"postgres://poor:hush-poor@127.0.0.1:%1/postgres?table=%2"_s.arg(m_server.port())
                .arg(QString::fromLatin1(m_table)));
        hub.judge = takesAll;
        hub.open();
        QTRY_VERIFY2(hub.figures().error.contains(u"The user needs SELECT, UPDATE and DELETE"),
            qPrintable(hub.figures().error));
        QVERIFY(m_client->run("GRANT UPDATE, DELETE ON " + m_table
            + " TO poor; GRANT INSERT, DELETE ON " + dead() + " TO poor"));
        QTRY_COMPARE(hub.figures().acknowledged, 1U);
        hub.judge = postgresRefusesAll;
        QVERIFY(add(2, 2));
        QTRY_COMPARE(hub.figures().buried, 1U);
    }

    void saysWhyItMayNotComeIn_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("why");
        QTest::newRow("password") << u"postgres://app:wrong-hush@127.0.0.1:%1/postgres?table=q"_s
                                  << u"password authentication failed for user \"app\""_s;
        QTest::newRow("database") << u"postgres://app:%2@127.0.0.1:%1/nowhere?table=q"_s
                                  << u"database \"nowhere\" does not exist"_s;
        QTest::newRow("host") << u"postgres://app:hush@127.0.0.1:1/postgres?table=q"_s
                              << u"Connection refused"_s;
        QTest::newRow("name") << u"postgres://app:hush@host.invalid/postgres?table=q"_s
                              << u"The host “host.invalid” is not known."_s;
        QTest::newRow("file") << u"postgres://app@127.0.0.1/p?table=q&password=@/none/hush"_s
                              << u"/none/"_s;
    }

    void saysWhyItMayNotComeIn()
    {
        QFETCH(const QString, address);
        QFETCH(const QString, why);
        QString full = address;
        full.replace(u"%1"_s, QString::number(m_server.port()));
        full.replace(u"%2"_s,
            QString::fromLatin1(
                QUrl::toPercentEncoding(QLatin1StringView(PostgresServer::Password))));
        PostgresHub hub(full);
        hub.open();
        QTRY_VERIFY(!hub.figures().error.isEmpty());
        QVERIFY2(hub.figures().error.contains(why), qPrintable(hub.figures().error));
        QVERIFY2(!hub.figures().error.contains(u"wrong-hush")
                && !hub.figures().error.contains(u"of a test"),
            qPrintable(hub.figures().error));
    }

    void overTlsItBelievesOnlyWhoItShould_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("more");
        QTest::addColumn<QString>("why"); // empty: it does
        QTest::newRow("right") << u"localhost"_s << u"&ca=CA"_s << QString();
        QTest::newRow("another name") << u"127.0.0.1"_s << u"&ca=CA"_s << u"does not match"_s;
        QTest::newRow("only the authority")
            << u"127.0.0.1"_s << u"&ca=CA&sslmode=verify-ca"_s << QString();
        QTest::newRow("unknown authority")
            << u"localhost"_s << u"&ca=OTHER"_s << u"certificate verify failed"_s;
    }

    void overTlsItBelievesOnlyWhoItShould()
    {
        QFETCH(const QString, host);
        QFETCH(QString, more);
        QFETCH(const QString, why);
        CertificateAuthority other;
        QVERIFY(other.make());
        more.replace(u"CA"_s, m_authority.file(u"ca.pem"_s));
        more.replace(u"OTHER"_s, other.file(u"ca.pem"_s));
        QVERIFY(add(1, 200));
        PostgresHub hub(url(more).replace(u"127.0.0.1"_s, host));
        hub.judge = takesAll;
        hub.open();
        if (why.isEmpty()) {
            QTRY_COMPARE(hub.figures().acknowledged, 200U);
            QVERIFY(m_client->count("pg_stat_ssl WHERE ssl") > 0);
            return;
        }
        QTRY_VERIFY(!hub.figures().error.isEmpty());
        QVERIFY2(hub.figures().error.contains(why), qPrintable(hub.figures().error));
        QCOMPARE(hub.figures().taken, 0U);
    }

    void goesOverASocketToo()
    {
        QVERIFY(add(1, 3));
        QTemporaryDir folder;
        QFile password(folder.filePath(u"password"_s));
        QVERIFY(password.open(QIODevice::WriteOnly));
        password.write(PostgresServer::Password + QByteArray("\n"));
        password.close();
        PostgresHub hub(
            u"postgres:///postgres?host=%1&port=%2&user=app&password=@%3&table=%4"_s.arg(
                m_server.folder(), QString::number(m_server.port()), password.fileName(),
                QString::fromLatin1(m_table)));
        hub.judge = takesAll;
        hub.open();
        QTRY_COMPARE(hub.figures().acknowledged, 3U);
    }

    void twoShareATableAndNothingIsTakenTwice()
    {
        QVERIFY(add(1, 400));
        PostgresHub first(url(u"&prefetch=20"_s));
        PostgresHub second(url(u"&prefetch=20"_s));
        for (PostgresHub* const hub : {&first, &second})
            hub->open();
        QTRY_VERIFY(!first.asked.empty() && !second.asked.empty()); // none has finished before
        for (PostgresHub* const hub : {&first, &second}) {
            hub->judge = takesAll;
            for (std::size_t i = 0; i < hub->asked.size(); ++i)
                hub->publish(i);
        }
        QTRY_COMPARE(rows(), 0);
        QTRY_COMPARE(first.figures().acknowledged + second.figures().acknowledged, 400U);
        const QByteArrayList all = first.bodies + second.bodies;
        QCOMPARE(all.size(), 400);
        QCOMPARE(QSet<QByteArray>(all.begin(), all.end()).size(), 400);
    }

    void whatAKilledHubHadIsTakenAtOnceAndInItsOrder()
    {
        QVERIFY(add(1, 5));
        // As one leaves them that has no session any more, and another that has one.
        QVERIFY(m_client->run("UPDATE " + m_table
            + " SET tries = 1, taken_until = now() + interval '1 h',"
              " taken_by = CASE WHEN id = 4 THEN 8 ELSE 7 END WHERE id < 5;"
              "SELECT pg_advisory_lock("
            + QByteArray::number(PostgresStatements::LockClass) + ", 8)"));
        PostgresHub hub(url());
        QList<int> tries;
        hub.judge = [&](const SourceMessage& message) -> SourceVerdict {
            tries.append(message.tries);
            return {PostgresOutcome::Published, {}};
        };
        hub.open();
        QTRY_COMPARE(hub.figures().acknowledged, 4U);
        QCOMPARE(hub.bodies, (QByteArrayList{"1", "2", "3", "5"}));
        QCOMPARE(tries, (QList<int>{2, 2, 2, 1}));
        QTRY_COMPARE(hub.figures().lag, 0.0);
        QCOMPARE(rows(), 1);
        QVERIFY(m_client->run("SELECT pg_advisory_unlock_all()"));
        QTRY_COMPARE(hub.figures().acknowledged, 5U);
    }

    void aSessionThatIsCutOffGoesOnWithWhatItHas()
    {
        QVERIFY(add(1, 3));
        QStringList errors; // one of which stands for a moment only
        PostgresHub hub(url());
        connect(&hub.source, &Source::changed, this, [&] { errors.append(hub.figures().error); });
        hub.open();
        QTRY_COMPARE(hub.asked.size(), 3U);
        hub.publish(0);
        QVERIFY(m_client->run("SELECT pg_terminate_backend(pid) FROM pg_locks"
                              " WHERE locktype = 'advisory'"));
        QTRY_VERIFY2(
            errors.join(u'|').contains(u"terminating connection due to administrator command"),
            qPrintable(errors.join(u'|')));
        hub.publish(1);
        QTRY_COMPARE(hub.figures().acknowledged, 2U);
        QCOMPARE(hub.figures().inHand, 1);
        QCOMPARE(hub.asked.size(), 3U);
        hub.publish(2);
        QTRY_COMPARE(rows(), 0);
    }

    void whatAHubThatHangsHadIsTakenWhenItsLeaseEnds()
    {
        QVERIFY(add(1, 3));
        PostgresHub first(url());
        first.open();
        QTRY_COMPARE(first.asked.size(), 3U);
        PostgresHub second(url());
        second.judge = takesAll;
        second.open();
        QTRY_VERIFY(second.isTaking());
        QTRY_COMPARE(second.figures().lag, 0.0);
        QCOMPARE(second.bodies.size(), 0);
        QVERIFY(m_client->run("UPDATE " + m_table + " SET taken_until = now() WHERE id < 3"));
        QTRY_COMPARE(second.figures().acknowledged, 2U);
        first.publish(0);
        first.publish(2);
        QTRY_COMPARE(rows(), 0);
    }

    void whileItIsInHandItsLeaseBeginsAnew()
    {
        QVERIFY(add(1, 1));
        PostgresPlace place = PostgresHub::placeOf(url());
        place.lease = 600ms;
        PostgresHub hub(place);
        hub.open();
        QTRY_COMPARE(hub.asked.size(), 1U);
        const QByteArray end = m_client->value("SELECT taken_until FROM " + m_table);
        QTRY_VERIFY(m_client->value("SELECT taken_until FROM " + m_table) > end);
        QCOMPARE(m_client->value("SELECT tries FROM " + m_table), QByteArray("1"));
    }

    void aServerThatHangsIsLeftAndFoundAgain()
    {
        QVERIFY(add(1, 4));
        PostgresPlace place = PostgresHub::placeOf(url());
        place.replyPatience = 500ms;
        PostgresHub hub(place);
        hub.open();
        QTRY_COMPARE(hub.asked.size(), 4U);
        m_server.pause();
        hub.publish(0);
        QTRY_VERIFY2(hub.figures().error.contains(u"did not answer for 0.5 s"),
            qPrintable(hub.figures().error));
        hub.publish(1);
        QCOMPARE(hub.figures().inHand, 4);
        m_server.resume();
        QTRY_COMPARE(hub.figures().acknowledged, 2U);
        QCOMPARE(hub.asked.size(), 4U); // the others are still in hand
        hub.publish(2);
        hub.publish(3);
        QTRY_COMPARE(hub.figures().acknowledged, 4U);
        QCOMPARE(rows(), 0);
    }

    void whatIsLockedForLongIsSaid()
    {
        QVERIFY(add(1, 1));
        PostgresPlace place = PostgresHub::placeOf(url());
        place.replyPatience = 500ms;
        PostgresHub hub(place);
        hub.judge = takesAll;
        QVERIFY(m_client->run("BEGIN; LOCK TABLE " + m_table));
        hub.open();
        QTRY_VERIFY2(
            hub.figures().error.contains(u"statement timeout"), qPrintable(hub.figures().error));
        QVERIFY(m_client->run("COMMIT"));
        QTRY_COMPARE(hub.figures().acknowledged, 1U);
    }

    // The last, for it takes the server away.
    void comesBackAfterTheServerDiedWithWhatItHadInHand()
    {
        QVERIFY(add(1, 5));
        PostgresHub hub(url());
        hub.open();
        QTRY_COMPARE(hub.asked.size(), 5U);
        m_server.kill();
        QTRY_COMPARE(int(hub.figures().state), int(PostgresState::Connecting));
        QVERIFY(!hub.figures().error.isEmpty());
        QVERIFY2(!hub.figures().error.contains(u"of a test"), qPrintable(hub.figures().error));
        hub.publish(0);
        hub.asked[1].done({PostgresOutcome::Refused, "no"});
        QCOMPARE(hub.figures().acknowledged, 0U);
        START_POSTGRES(m_server);
        QTRY_COMPARE(hub.figures().acknowledged, 1U);
        QTRY_COMPARE(hub.asked.size(), 6U); // the refused one once more, and no other
        QCOMPARE(hub.bodies.back(), QByteArray("2"));
        QCOMPARE(hub.asked[5].message.tries, 2);
        for (std::size_t i = 2; i < 6; ++i)
            hub.publish(i);
        QTRY_COMPARE(hub.figures().acknowledged, 5U);
        hub.source.close();
        QCOMPARE(PostgresClient(m_server).count(m_table), 0);
    }

    void cleanup() { m_client.reset(); }
};

ROOM_TEST(TestPostgresSource, QCoreApplication)
#include "tst_postgres_source.moc"
