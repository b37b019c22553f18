// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "servers/server_tokens.h"

#include "support/patience.h"
#include "support/room.h"
#include "ui/servers/fake_secrets.h"

#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestServerTokens : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneThatIsKeptIsRead()
    {
        FakeSecrets secrets;
        secrets.kept.insert(ServerTokens::keyOf(u"0a"_s), u"s3cret"_s);
        const ServerTokens tokens(secrets);
        QString read;
        tokens.read(u"0a"_s, [&](const QString& token, const QString&) { read = token; });
        QTRY_COMPARE(read, u"s3cret"_s);
        QCOMPARE(tokens.typed(u"0a"_s), QString());
    }

    void oneThatWasTypedGoesFirstAndIsNotKept()
    {
        FakeSecrets secrets;
        secrets.kept.insert(ServerTokens::keyOf(u"0a"_s), u"s3cret"_s);
        ServerTokens tokens(secrets);
        tokens.type(u"0a"_s, u"typed"_s);
        QString read;
        tokens.read(u"0a"_s, [&](const QString& token, const QString&) { read = token; });
        QCOMPARE(read, u"typed"_s); // at once
        QCOMPARE(secrets.kept.value(ServerTokens::keyOf(u"0a"_s)), u"s3cret"_s);
    }

    void oneThatIsSavedIsKnownThoughNoServiceKeepsIt()
    {
        FakeSecrets secrets;
        secrets.problem = u"No service."_s;
        ServerTokens tokens(secrets);
        QString problem;
        tokens.keep(u"0a"_s, u"saved"_s, [&](const QString& said) { problem = said; });
        QCOMPARE(tokens.typed(u"0a"_s), u"saved"_s);
        QTRY_COMPARE(problem, u"No service."_s);
        tokens.read(u"0b"_s, [&](const QString& token, const QString& said) {
            problem = token + u"none: "_s + said;
        });
        QTRY_COMPARE(problem, u"none: No service."_s);
    }

    void oneThatIsRemovedIsNowhere()
    {
        FakeSecrets secrets;
        ServerTokens tokens(secrets);
        tokens.keep(u"0a"_s, u"saved"_s, [](const QString&) {});
        QCOMPARE(secrets.kept.size(), 1);
        tokens.remove(u"0a"_s);
        QCOMPARE(secrets.kept.size(), 0);
        QCOMPARE(tokens.typed(u"0a"_s), QString());
    }
};

ROOM_TEST(TestServerTokens, QApplication)
#include "tst_server_tokens.moc"
