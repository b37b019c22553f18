// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "auth/jwt/base64url.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight::jwt;

class TestBase64Url : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decodesWhatItEncodes()
    {
        std::string bytes;
        for (int i = 0; i < 300; ++i) {
            const std::string text = encodeBase64Url(bytes);
            QVERIFY2(decodeBase64Url(text) == bytes, text.c_str());
            QCOMPARE(QByteArray::fromStdString(text),
                QByteArray::fromStdString(bytes).toBase64(
                    QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
            bytes += static_cast<char>(i * 37 + 11);
        }
    }
    void refusesEverySecondSpelling_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("padding") << QByteArray("QQ==");
        QTest::newRow("the other alphabet") << QByteArray("-_+/");
        QTest::newRow("a blank") << QByteArray("QU JC");
        QTest::newRow("the end of a line") << QByteArray("QUJD\n");
        QTest::newRow("a character alone") << QByteArray("QUJDR");
        QTest::newRow("bits left over of one byte") << QByteArray("QR");
        QTest::newRow("bits left over of two bytes") << QByteArray("QUJ");
        QTest::newRow("NUL") << QByteArray("QU\0D", 4);
        QTest::newRow("beyond ASCII") << QByteArray("QUJ\xc3");
    }
    void refusesEverySecondSpelling()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!decodeBase64Url(text.toStdString()));
    }
};

ROOM_TEST(TestBase64Url, QCoreApplication)
#include "tst_base64url.moc"
