// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/field_names.h"
#include "support/room.h"

#include <QtTest>

using namespace fanlight::http;

class TestFieldNames : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aNameIsAToken()
    {
        for (const char* name : {"X-Request-ID", "a", "x!#$%&'*+-.^_`|~9"})
            QVERIFY2(isFieldName(name), name);
        for (const char* other :
            {"", " ", "a b", "a:", "a,b", "a\r\nB", "\xc3\xa4", "\"a\"", "(a)"})
            QVERIFY2(!isFieldName(other), other);
    }
    void listsBecomeOne()
    {
        QCOMPARE(joinedFieldNames({}), std::string());
        QCOMPARE(joinedFieldNames({"a, b ,\tc", "B,d"}), std::string("a, b, c, d"));
        QCOMPARE(joinedFieldNames({"", ",,a b,x:y,\r\nEvil: 1,ok"}), std::string("ok"));
    }
    void boundsHold()
    {
        std::string many;
        for (int i = 0; i < 200; ++i)
            many += "x" + std::to_string(i) + ",";
        const std::string joined = joinedFieldNames({many});
        QCOMPARE(std::size_t(std::count(joined.begin(), joined.end(), ',') + 1), MaxFieldNames);
        QVERIFY(joinedFieldNames({std::string(3000, 'x'), "y"}).size() <= MaxFieldNamesBytes);
    }
};

ROOM_TEST(TestFieldNames, QCoreApplication)
#include "tst_field_names.moc"
