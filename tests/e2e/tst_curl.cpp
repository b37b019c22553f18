// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/room.h"

#include <QFile>
#include <QStandardPaths>
#include <QTest>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

// curl as people use it on a terminal: `curl -N` to listen, `curl -d` to publish.
class TstCurl : public QObject {
    Q_OBJECT

    HubProcess m_hub;

    QString url(const QString& path) const
    {
        return u"http://127.0.0.1:%1%2"_s.arg(m_hub.port()).arg(path);
    }

    static bool waitFor(QProcess& curl, QByteArray& output, const QByteArray& text)
    {
        const QDeadlineTimer deadline(Patience);
        while (!output.contains(text)) {
            if (!curl.waitForReadyRead(int(deadline.remainingTime())))
                return false;
            output += curl.readAllStandardOutput();
        }
        return true;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(u"curl"_s).isEmpty())
            QSKIP("curl is not installed (it is in resources/packages.txt)");
    }
    void init() { START_HUB(m_hub); }
    void cleanup() { QVERIFY2(m_hub.stop(), m_hub.story().constData()); }

    void listensUntilTheDrain_data()
    {
        QTest::addColumn<QString>("version");
        QTest::newRow("HTTP/1.1") << u"--http1.1"_s;
        QTest::newRow("HTTP/1.0") << u"--http1.0"_s;
    }
    void listensUntilTheDrain()
    {
        QFETCH(const QString, version);
        QProcess curl;
        curl.start(u"curl"_s, {u"-sSN"_s, version, url(u"/api/notifications?userId=42"_s)});
        QByteArray output;
        QVERIFY2(waitFor(curl, output, "retry: 2000"), "the first bytes must come at once");
        HttpClient publisher(m_hub.port());
        publish(publisher, toUser("42", R"({"n":1})"));
        QVERIFY2(waitFor(curl, output, "data: {\"n\":1}\n\n"), output.constData());
        m_hub.askToStop();
        QVERIFY(curl.waitForFinished(int(Patience.count())));
        QCOMPARE(curl.exitCode(), 0); // 18 would be a transfer that was cut off
        QCOMPARE(curl.readAllStandardError(), QByteArray());
        QVERIFY(m_hub.waitForEnd());
        START_HUB(m_hub); // for cleanup()
    }

    void publishes_data()
    {
        QTest::addColumn<QStringList>("options");
        QTest::newRow("as it is") << QStringList{};
        QTest::newRow("waiting for 100 Continue")
            << QStringList{u"-H"_s, u"Expect: 100-continue"_s};
        QTest::newRow("chunked") << QStringList{u"-H"_s, u"Transfer-Encoding: chunked"_s};
        QTest::newRow("without a content type of JSON")
            << QStringList{u"-H"_s, u"Content-Type: text/plain"_s};
    }
    void publishes()
    {
        QFETCH(const QStringList, options);
        EventStream stream(m_hub.port(), "userId=42");
        QVERIFY(stream.waitForOpen());
        QFile body(m_hub.folder() + u"/body.json"_s);
        QVERIFY(body.open(QIODevice::WriteOnly));
        body.write(toUser("42", jsonText(200'000)));
        body.close();
        QProcess curl;
        curl.start(u"curl"_s,
            QStringList{u"-sS"_s, u"--fail-with-body"_s, u"--data-binary"_s, u'@' + body.fileName()}
                + options + QStringList{url(u"/api/publish"_s)});
        QVERIFY(curl.waitForFinished(int(Patience.count())));
        const QByteArray answer = curl.readAllStandardOutput();
        QCOMPARE(curl.readAllStandardError(), QByteArray());
        QVERIFY2(curl.exitCode() == 0, answer.constData());
        QVERIFY2(answer.contains("\"recipients\":1"), answer.constData());
        QCOMPARE(stream.next().data.size(), 200'000);
    }
};

ROOM_TEST(TstCurl, QCoreApplication)
#include "tst_curl.moc"
