// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "publish/publish_check.h"
#include "publish/template_store.h"
#include "support/room.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

PublishTemplate named(const QString& name)
{
    PublishTemplate one;
    one.name = name;
    one.mode = PublishMode::Batch;
    one.batchCount = 25;
    one.request.userIds = QStringList{u"user-{i}"_s};
    one.request.type = u"like"_s;
    one.request.batch = {250, 20};
    one.request.data = "{\"n\":{i}}";
    return one;
}

} // namespace

class TestTemplateStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_path = m_directory->filePath(u"deep/templates.json"_s);
        open();
    }

    void cleanup() { m_store.reset(); }

    void allOfItSurvivesARestart()
    {
        QCOMPARE(m_store->save(named(u"  mine "_s)), QString());
        open();
        QCOMPARE(m_store->saved().size(), 1U);
        const PublishTemplate& one = m_store->saved().front();
        QCOMPARE(one.name, u"mine"_s);
        QCOMPARE(one.mode, PublishMode::Batch);
        QCOMPARE(one.batchCount, 25);
        QCOMPARE(one.request.userIds, QStringList{u"user-{i}"_s});
        QCOMPARE(one.request.batch.windowMs, 250);
        QCOMPARE(one.request.data, "{\"n\":{i}}"_ba);
    }

    void theyStandInNaturalOrderAndSavingReplaces()
    {
        for (const QString& name : {u"t10"_s, u"t9"_s, u"A"_s})
            QCOMPARE(m_store->save(named(name)), QString());
        PublishTemplate other = named(u"t9"_s);
        other.mode = PublishMode::Selective;
        QCOMPARE(m_store->save(other), QString());
        QCOMPARE(names(), (QStringList{u"A"_s, u"t9"_s, u"t10"_s}));
        QCOMPARE(m_store->saved()[1].mode, PublishMode::Selective);
    }

    void renamesAndRemoves()
    {
        QVERIFY(m_store->save(named(u"a"_s)).isEmpty() && m_store->save(named(u"b"_s)).isEmpty());
        QVERIFY(m_store->rename(u"a"_s, u"b"_s).contains(u"already"_s));
        QVERIFY(!m_store->rename(u"a"_s, u" "_s).isEmpty());
        QCOMPARE(m_store->rename(u"a"_s, u"c"_s), QString());
        m_store->remove(u"b"_s);
        open();
        QCOMPARE(names(), QStringList{u"c"_s});
    }

    void numberAndBytesAreBounded()
    {
        for (std::size_t i = 0; i < TemplateStore::MostTemplates; ++i)
            QCOMPARE(m_store->save(named(QString::number(i))), QString());
        QVERIFY(m_store->save(named(u"one more"_s)).contains(u"200 templates"_s));
        QCOMPARE(m_store->save(named(u"7"_s)), QString()); // takes no more room
        PublishTemplate large = named(u"7"_s);
        large.request.data = QByteArray(TemplateStore::MostDataBytes, '1');
        QVERIFY(m_store->save(large).contains(u"8 MiB"_s));
        QVERIFY(!m_store->save(named({})).isEmpty());
        QVERIFY(!m_store->save(named(QString(81, u'x'))).isEmpty());
    }

    void aDamagedFileIsMovedAsideAndSaid()
    {
        m_store.reset();
        QDir().mkpath(QFileInfo(m_path).absolutePath());
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"templates\":[{\"name\":\"x\",\"mode\":\"unheard of\"}]}");
        file.close();
        open();
        QVERIFY(m_store->saved().empty());
        QVERIFY(m_store->problem().startsWith(
            u"The list of templates could not be read; it was moved to "_s));
        QVERIFY(!QFile::exists(m_path));
    }

    void saysWhatTheDiskSays()
    {
        QFile inTheWay(m_directory->filePath(u"deep"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QCOMPARE(m_store->save(named(u"a"_s)), QString());
        QTRY_VERIFY(m_store->problem().contains(m_path));
    }

    void thoseBuiltInCanBeSent()
    {
        QVERIFY(TemplateStore::builtIn().size() >= 4);
        for (const PublishTemplate& one : TemplateStore::builtIn()) {
            QCOMPARE(publishProblem(one.request, HubOptions()), QString());
            QCOMPARE(modeOf(one.request), one.mode);
        }
    }

private:
    void open()
    {
        m_store.reset(); // waits for what is being written
        m_store = std::make_unique<TemplateStore>(m_path);
    }
    QStringList names() const
    {
        QStringList all;
        for (const PublishTemplate& one : m_store->saved())
            all += one.name;
        return all;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_path;
    std::unique_ptr<TemplateStore> m_store;
};

ROOM_TEST(TestTemplateStore, QCoreApplication)
#include "tst_template_store.moc"
