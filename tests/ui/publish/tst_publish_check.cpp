// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_check.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 Limit = 256 << 10;

PublishRequest toOneUser()
{
    PublishRequest request;
    request.userIds = QStringList{u"42"_s};
    request.data = "{}";
    return request;
}

} // namespace

class TestPublishCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void takesWhatTheHubTakes() { QCOMPARE(publishProblem(toOneUser(), Limit), QString()); }

    void namesTheFieldThatBreaksALine_data()
    {
        QTest::addColumn<QString>("bad");
        QTest::newRow("CR") << u"a\rb"_s;
        QTest::newRow("LF") << u"a\n"_s;
        QTest::newRow("NUL") << QString(QChar(u'\0'));
    }

    void namesTheFieldThatBreaksALine()
    {
        QFETCH(const QString, bad);
        const QString rest = u": must not contain CR, LF or NUL"_s;
        PublishRequest request = toOneUser();
        request.userIds[0] = bad;
        QCOMPARE(publishProblem(request, Limit), u"userId"_s + rest);
        request = toOneUser();
        request.userIds += bad;
        QCOMPARE(publishProblem(request, Limit), u"userIds"_s + rest);
        request = toOneUser();
        request.type = bad;
        QCOMPARE(publishProblem(request, Limit), u"type"_s + rest);
        request = toOneUser();
        request.event = bad;
        QCOMPARE(publishProblem(request, Limit), u"event"_s + rest);
        request = toOneUser();
        request.id = bad;
        QCOMPARE(publishProblem(request, Limit), u"id"_s + rest);
        request = toOneUser();
        request.kind = PublishKind::Fanout;
        request.authorId = bad;
        QCOMPARE(publishProblem(request, Limit), u"authorId"_s + rest);
    }

    void refusesNobodyButLetsABroadcastBe()
    {
        PublishRequest request;
        QCOMPARE(publishProblem(request, Limit), u"userId: must not be empty"_s);
        request.broadcast = true;
        QCOMPARE(publishProblem(request, Limit), QString());
    }

    void aFanOutNeedsAnAuthorAndASelectiveOneAType()
    {
        PublishRequest request;
        request.kind = PublishKind::Fanout;
        QCOMPARE(publishProblem(request, Limit), u"authorId: must not be empty"_s);
        request.authorId = u"42"_s;
        QCOMPARE(publishProblem(request, Limit), QString());
        request = {};
        request.kind = PublishKind::Selective;
        QVERIFY(publishProblem(request, Limit).startsWith(u"type: must not be empty"_s));
        request.data = "{\"type\":\"like\"}";
        QCOMPARE(publishProblem(request, Limit), QString());
    }

    void refusesMoreUsersThanOneRequestMayName()
    {
        PublishRequest request = toOneUser();
        for (int i = 0; i < 10'000; ++i)
            request.userIds += QString::number(i);
        QCOMPARE(
            publishProblem(request, Limit), u"userIds: must not hold more than 10,000 users"_s);
        request.userIds.removeLast();
        QCOMPARE(publishProblem(request, Limit), QString());
    }

    void namesWhomItIsFor()
    {
        PublishRequest request = toOneUser();
        QCOMPARE(audienceText(request), u"user 42"_s);
        request.kind = PublishKind::Fanout;
        request.authorId = u"7"_s;
        QCOMPARE(audienceText(request), u"followers of author 7"_s);
        request.kind = PublishKind::Selective;
        request.type = u"like"_s;
        QCOMPARE(audienceText(request), u"followers of author 7 who want “like”"_s);
        request.authorId.clear();
        QCOMPARE(audienceText(request), u"users who want “like”"_s);
    }

    void saysTheSizeOfDataThatIsTooLong()
    {
        PublishRequest request = toOneUser();
        request.data = QByteArray(Limit, 'x');
        QCOMPARE(publishProblem(request, Limit), QString());
        request.data += 'x';
        QCOMPARE(publishProblem(request, Limit),
            u"data: 256 KiB (262,145 bytes) is more than the limit of 256KiB"_s);
    }

    void theTypeIsThatOfTheRequestElseOfTheData()
    {
        PublishRequest request = toOneUser();
        request.data = "{\"type\":\"like\"}";
        QCOMPARE(effectiveType(request), u"like"_s);
        request.data = "{\"n\":{i},\"type\":\"like\"}";
        QCOMPARE(effectiveType(request), u"like"_s);
        request.type = u"comment"_s;
        QCOMPARE(effectiveType(request), u"comment"_s);
    }
};

ROOM_TEST(TestPublishCheck, QCoreApplication)
#include "tst_publish_check.moc"
