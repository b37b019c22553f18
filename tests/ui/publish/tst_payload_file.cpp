// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "publish/payload_file.h"
#include "support/room.h"

#include <QFile>
#include <QTemporaryDir>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Binary
    = u"payload is binary: it is not text in UTF-8, which is all that an event can "
      "carry. Send it as Base64, or a link to it."_s;

} // namespace

class TestPayloadFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesTextUpToTheLimit_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<bool>("plainText");
        QTest::addColumn<QString>("error");
        QTest::newRow("JSON") << "{\"a\":1}"_ba << false << QString();
        QTest::newRow("with a placeholder") << "{\"a\":{i}}"_ba << false << QString();
        QTest::newRow("a mistake in JSON") << "{\"a\":}"_ba << false << QString();
        QTest::newRow("text") << "two\nlines é"_ba << true << QString();
        QTest::newRow("a number") << "42"_ba << false << QString();
        QTest::newRow("empty") << ""_ba << true << QString();
        QTest::newRow("as large as may be") << QByteArray(64, '1') << false << QString();
        QTest::newRow("too large") << QByteArray(
            65, '1') << false << u"payload is larger than 64 B, the limit of an event's data."_s;
        QTest::newRow("not UTF-8") << "\xff\xfe"_ba << false << Binary;
        QTest::newRow("with NUL, as pictures and UTF-16 have it")
            << QByteArray("a\0b\0", 4) << false << Binary;
        QTest::newRow("cut off within a character") << "\xc3"_ba << false << Binary;
    }

    void takesTextUpToTheLimit()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const bool, plainText);
        QFETCH(const QString, error);
        const QTemporaryDir directory;
        QFile file(directory.filePath(u"payload"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const PayloadFile payload = readPayload(file.fileName(), 64);
        QCOMPARE(payload.error, error);
        QCOMPARE(payload.text.toUtf8(), error.isEmpty() ? content : QByteArray());
        QCOMPARE(payload.plainText, plainText);
    }

    void saysWhatTheDiskSays()
    {
        const QTemporaryDir directory;
        QVERIFY(readPayload(directory.filePath(u"none.json"_s), 64)
                    .error.startsWith(u"none.json could not be read: "_s));
        QVERIFY(readPayload(directory.path(), 64).error.endsWith(u" is not a file."_s));
    }
};

ROOM_TEST(TestPayloadFile, QCoreApplication)
#include "tst_payload_file.moc"
