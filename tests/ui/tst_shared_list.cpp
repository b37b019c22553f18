// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shared_list.h"

#include "data_folder.h"
#include "publish/sent_file.h"
#include "publish/template_store.h"
#include "support/room.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject item(const QString& name, int value = 0)
{
    return {{u"name"_s, name}, {u"value"_s, value}};
}

SharedList::Form formOf(const QString& path)
{
    return {path, u"items"_s, u"The list"_s,
        [](const QJsonObject& one) { return one.value(u"name"_s).toString().toUtf8(); },
        [](const QJsonObject&) { return true; }};
}

// "a1 b2": names and values, in their order.
QString text(const QJsonArray& items)
{
    QStringList words;
    for (const QJsonValue& one : items)
        words << one[u"name"].toString() + QString::number(one[u"value"].toInt());
    return words.join(u' ');
}

QJsonArray listOf(const QString& words)
{
    QJsonArray items;
    for (const QString& word : words.split(u' ', Qt::SkipEmptyParts))
        items.append(item(word.left(1), word.mid(1).toInt()));
    return items;
}

SentEntry sent(qint64 timeMs, const char* data)
{
    SentEntry entry;
    entry.timeMs = timeMs;
    entry.request.broadcast = true;
    entry.request.data = data;
    return entry;
}

QByteArrayList dataOf(const SentModel& model)
{
    QByteArrayList all;
    for (const SentEntry& entry : model.entries())
        all << entry.request.data;
    return all;
}

} // namespace

// Two windows that keep the same lists.
class TestSharedList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void mergesWhatBothDid_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("mine");
        QTest::addColumn<QString>("disk");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* base, const char* mine, const char* disk,
                             const char* expected) {
            QTest::newRow(name) << QString::fromLatin1(base) << QString::fromLatin1(mine)
                                << QString::fromLatin1(disk) << QString::fromLatin1(expected);
        };
        row("nobody", "a1", "a1", "a1", "a1");
        row("both add", "a1", "a1 b1", "a1 c1", "a1 b1 c1");
        row("we take away", "a1 b1", "a1", "a1 b1", "a1");
        row("they take away", "a1 b1", "a1 b1", "a1", "a1");
        row("we change", "a1", "a2", "a1", "a2");
        row("they change", "a1", "a1", "a2", "a2");
        row("both change: ours", "a1", "a2", "a3", "a2");
        row("we change what they took away", "a1", "a2", "", "a2");
        row("we take away what they change", "a1", "", "a2", "");
    }
    void mergesWhatBothDid()
    {
        QFETCH(QString, base);
        QFETCH(QString, mine);
        QFETCH(QString, disk);
        QFETCH(QString, expected);
        const SharedList::Form form = formOf({});
        QHash<QByteArray, QJsonObject> known;
        for (const QJsonValue& one : listOf(base))
            known.insert(form.identity(one.toObject()), one.toObject());
        QCOMPARE(text(SharedList::merged(form, known, listOf(mine), listOf(disk))), expected);
    }

    void neitherLosesWhatTheOtherWrites()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"list.json"_s);
        SharedList one(formOf(path));
        SharedList other(formOf(path));
        one.load();
        other.load();
        QSignalSpy told(&other, &SharedList::othersChanged);
        one.write([] { return listOf(u"a1"_s); });
        one.waitForDone();
        other.write([] { return listOf(u"b1"_s); });
        other.waitForDone();
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(text(told[0][0].toJsonArray()), u"b1 a1"_s);
        QCOMPARE(
            text(loadJsonList(path, u"items"_s, {}, [](const QJsonObject&) { return true; }).items),
            u"b1 a1"_s);
    }

    void whatTheOtherAddedBetweenTwoWritesIsNotTakenForTakenAway()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"list.json"_s);
        SharedList one(formOf(path));
        SharedList other(formOf(path));
        one.load();
        other.load();
        other.write([] { return listOf(u"b1"_s); });
        other.waitForDone();
        one.write([] { return listOf(u"a1"_s); }); // and before it hears of the other's …
        one.setPending();
        one.write([] { return listOf(u"a1 c1"_s); });
        one.waitForDone();
        QCOMPARE(
            text(loadJsonList(path, u"items"_s, {}, [](const QJsonObject&) { return true; }).items),
            u"a1 c1 b1"_s);
    }

    void whatIsSentInOneWindowAppearsInTheOther()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"sent.json"_s);
        SentModel here;
        SentModel there;
        {
            SentKeeper keepsHere(here, path);
            SentKeeper keepsThere(there, path);
            there.add(sent(1000, "\"b\""));
            here.add(sent(2000, "\"a\""));
            const QByteArrayList both{"\"a\"", "\"b\""};
            QTRY_COMPARE(dataOf(here), both);
            QTRY_COMPARE(dataOf(there), both);
            here.remove(1);
            QTRY_COMPARE(dataOf(there), QByteArrayList{"\"a\""});
        }
        QCOMPARE(loadSent(path).entries.size(), 1U);
    }

    void anEntryKeepsItsKeyWhenOthersSend()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"sent.json"_s);
        SentModel here;
        SentModel there;
        SentKeeper keepsHere(here, path);
        SentKeeper keepsThere(there, path);
        const quint64 key = here.add(sent(1000, "\"a\""));
        there.add(sent(2000, "\"b\""));
        QTRY_COMPARE(here.rowCount(), 2);
        here.update(key, 1, 17, 0.5);
        QCOMPARE(here.entry(1).recipients, 17U);
    }

    void aTemplateSavedInOneWindowIsThereInTheOther()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"templates.json"_s);
        TemplateStore here(path);
        TemplateStore there(path);
        PublishTemplate one{u"one"_s, PublishMode::Broadcast, {}, 10};
        one.request.broadcast = true;
        one.request.data = "1";
        QCOMPARE(here.save(one), QString());
        PublishTemplate two = one;
        two.name = u"two"_s;
        QCOMPARE(there.save(two), QString());
        QTRY_VERIFY(here.contains(u"two"_s));
        QTRY_VERIFY(there.contains(u"one"_s));
        here.remove(u"two"_s);
        QTRY_VERIFY(!there.contains(u"two"_s));
        QVERIFY(there.contains(u"one"_s));
    }

    void filesOfTheOldFolderAreTakenOverOnce()
    {
        const QTemporaryDir home;
        const QDir data(home.path());
        data.mkpath(u"fanlight/fanlight/load-tests"_s);
        const auto write = [&data](const QString& name, const char* text) {
            QFile file(data.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(text) > 0;
        };
        QVERIFY(write(u"fanlight/fanlight/sent.json"_s, "old"));
        QVERIFY(write(u"fanlight/fanlight/templates.json"_s, "old"));
        QVERIFY(write(u"fanlight/fanlight/load-tests/run-1.json"_s, "old"));
        QVERIFY(write(u"fanlight/templates.json"_s, "new"));
        data_folder::takeOver(data.filePath(u"fanlight/fanlight"_s), data.filePath(u"fanlight"_s));
        QVERIFY(data.exists(u"fanlight/sent.json"_s));
        QVERIFY(data.exists(u"fanlight/load-tests/run-1.json"_s));
        QVERIFY(data.exists(u"fanlight/fanlight/templates.json"_s)); // nothing is replaced
        QFile kept(data.filePath(u"fanlight/templates.json"_s));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(kept.readAll(), QByteArray("new"));
        kept.close();
        QVERIFY(kept.remove());
        data_folder::takeOver(data.filePath(u"fanlight/fanlight"_s), data.filePath(u"fanlight"_s));
        QVERIFY(!data.exists(u"fanlight/fanlight"_s));
    }
};

ROOM_TEST(TestSharedList, QCoreApplication)
#include "tst_shared_list.moc"
