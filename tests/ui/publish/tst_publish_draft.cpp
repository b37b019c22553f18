// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/draft_keeper.h"
#include "support/room.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

PublishDraft fullDraft()
{
    return {PublishMode::Batch, u"ada"_s, u"1, 2"_s, u"7"_s, u"8"_s, u"like"_s, u"note"_s, u"e-1"_s,
        u"key"_s, true, 33, 250, 20, u"{\"a\": é"_s, true};
}

} // namespace

class TestPublishDraft : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFieldSurvives()
    {
        QCOMPARE(draftFromJson(draftToJson(fullDraft())), fullDraft());
        QCOMPARE(draftFromJson({}), PublishDraft());
    }

    void aModeThatIsNoneIsOneThatIs()
    {
        QJsonObject object = draftToJson(fullDraft());
        object.insert(u"mode"_s, 99);
        QVERIFY(int(draftFromJson(object).mode) < PublishModeCount);
    }

    void isKeptAtTheEndAtTheLatest()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"deep/draft.json"_s);
        {
            DraftKeeper keeper(path);
            QVERIFY(!keeper.kept());
            keeper.keep(fullDraft());
        }
        QCOMPARE(DraftKeeper(path).kept(), fullDraft());
    }

    void eachOfSeveralWindowsHasItsOwn()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"draft.json"_s);
        PublishDraft mine = fullDraft();
        PublishDraft others = fullDraft();
        others.payload = u"of the other window"_s;
        {
            DraftKeeper first(path);
            DraftKeeper second(path);
            QVERIFY(!second.kept());
            first.keep(mine);
            second.keep(others); // the last to write
        }
        DraftKeeper first(path);
        QCOMPARE(first.kept(), mine);
        DraftKeeper second(path);
        QCOMPARE(second.kept(), others);
        DraftKeeper third(path);
        QVERIFY(!third.kept());
    }

    void whatCannotBeReadIsNone()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"draft.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"mode\":");
        file.close();
        QVERIFY(!DraftKeeper(file.fileName()).kept());
    }

    void saysWhyItCannotBeKept()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(u"file"_s)); // where a folder should be
        QVERIFY(file.open(QIODevice::WriteOnly));
        DraftKeeper keeper(file.fileName() + u"/draft.json"_s);
        QSignalSpy told(&keeper, &DraftKeeper::problemChanged);
        keeper.keep(fullDraft());
        QTRY_COMPARE(told.count(), 1);
        QVERIFY(keeper.problem().startsWith(u"What you are writing could not be saved"_s));
    }
};

ROOM_TEST(TestPublishDraft, QCoreApplication)
#include "tst_publish_draft.moc"
