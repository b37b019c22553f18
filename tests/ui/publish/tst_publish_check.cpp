// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/publish_check.h"
#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 Limit = 256 << 10;
const HubOptions LocalHub = [] {
    HubOptions options;
    options.dataLimit = Limit;
    return options;
}();

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
    void takesWhatTheHubTakes() { QCOMPARE(publishProblem(toOneUser(), LocalHub), QString()); }

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
        const QString rest = u": must be one line"_s;
        PublishRequest request = toOneUser();
        request.userIds[0] = bad;
        QCOMPARE(publishProblem(request, LocalHub), u"User id"_s + rest);
        request = toOneUser();
        request.userIds += bad;
        QCOMPARE(publishProblem(request, LocalHub), u"User ids"_s + rest);
        request = toOneUser();
        request.type = bad;
        QCOMPARE(publishProblem(request, LocalHub), u"Event type"_s + rest);
        request = toOneUser();
        request.event = bad;
        QCOMPARE(publishProblem(request, LocalHub), u"Event name"_s + rest);
        request = toOneUser();
        request.id = bad;
        QCOMPARE(publishProblem(request, LocalHub), u"Event id"_s + rest);
        request = toOneUser();
        request.once = bad;
        QCOMPARE(publishProblem(request, LocalHub), u"Once key"_s + rest);
        request = toOneUser();
        request.kind = PublishKind::Fanout;
        request.authorId = bad;
        QCOMPARE(publishProblem(request, LocalHub), u"Author id"_s + rest);
    }

    void refusesNobodyButLetsABroadcastBe()
    {
        PublishRequest request;
        QCOMPARE(publishProblem(request, LocalHub), u"Enter a user id."_s);
        request.broadcast = true;
        QCOMPARE(publishProblem(request, LocalHub), QString());
    }

    void aFanOutNeedsAnAuthorAndASelectiveOneAType()
    {
        PublishRequest request;
        request.kind = PublishKind::Fanout;
        QCOMPARE(publishProblem(request, LocalHub), u"Enter the author's id."_s);
        request.authorId = u"42"_s;
        QCOMPARE(publishProblem(request, LocalHub), QString());
        request = {};
        request.kind = PublishKind::Selective;
        QVERIFY(publishProblem(request, LocalHub).startsWith(u"Enter an event type"_s));
        request.data = "{\"type\":\"like\"}";
        QCOMPARE(publishProblem(request, LocalHub), QString());
    }

    void refusesMoreUsersThanOneRequestMayName()
    {
        PublishRequest request = toOneUser();
        for (int i = 0; i < 10'000; ++i)
            request.userIds += QString::number(i);
        QCOMPARE(publishProblem(request, LocalHub),
            u"User ids: at most 10,000 of them, send several times"_s);
        request.userIds.removeLast();
        QCOMPARE(publishProblem(request, LocalHub), QString());
    }

    void saysWhatTheHubWouldSay()
    {
        PublishRequest request = toOneUser();
        request.id = u" 7"_s;
        QVERIFY(publishProblem(request, LocalHub).startsWith(u"Event id: must not begin or end"_s));
        request = toOneUser();
        request.userIds[0] = QString(300, u'x');
        QCOMPARE(
            publishProblem(request, LocalHub), u"User id: must not be longer than 256 bytes"_s);
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
        QCOMPARE(publishProblem(request, LocalHub), QString());
        request.data += 'x';
        QCOMPARE(publishProblem(request, LocalHub),
            u"Payload: 256 KiB (262,145 bytes) is more than the limit of 256 KiB"_s);
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
        request.type.clear();
        request.data = "{\"type\":\"like\"}";
        request.isText = true;
        QCOMPARE(effectiveType(request), QString());
    }
};

ROOM_TEST(TestPublishCheck, QCoreApplication)
#include "tst_publish_check.moc"
