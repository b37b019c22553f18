// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/redis_url_edit.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestRedisUrlEdit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_edit = std::make_unique<RedisUrlEdit>();
        m_edit->show();
        m_edit->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_edit.get()));
    }

    void cleanup() { m_edit.reset(); }

    void showsThePasswordAsDots_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("shown");
        QTest::newRow("user and password")
            << u"redis://me:secret@host:6379/0"_s << u"redis://me:••••••••@host:6379/0"_s;
        QTest::newRow("password alone")
            << u"rediss://:secret@host"_s << u"rediss://:••••••••@host"_s;
        QTest::newRow("one that should have been encoded")
            << u"redis://me:a/b@c@host"_s << u"redis://me:••••••••@host"_s;
        QTest::newRow("none") << u"redis://host:6379"_s << u"redis://host:6379"_s;
        QTest::newRow("user alone") << u"redis://me@host:6379"_s << u"redis://me@host:6379"_s;
        QTest::newRow("in the query") << u"redis+sentinel://me:secret@a/main?password=b"
                                         "&sentinel-password=secret2&sentinel-user=s"_s
                                      << u"redis+sentinel://me:••••••••@a/main?password=••••••••"
                                         "&sentinel-password=••••••••&sentinel-user=s"_s;
        QTest::newRow("names of files")
            << u"redis+sentinel://a:1/main?password=@/run/p&sentinel-password=@/run/s"_s
            << u"redis+sentinel://a:1/main?password=@/run/p&sentinel-password=@/run/s"_s;
        QTest::newRow("sentinels")
            << u"redis+sentinel://a:1,b:2/main"_s << u"redis+sentinel://a:1,b:2/main"_s;
    }

    void showsThePasswordAsDots()
    {
        QFETCH(const QString, url);
        QFETCH(const QString, shown);
        m_edit->setUrl(url);
        QCOMPARE(m_edit->text(), shown);
        QCOMPARE(m_edit->url(), url);
        m_edit->setPasswordShown(true);
        QCOMPARE(m_edit->text(), url);
        m_edit->setPasswordShown(false);
        QCOMPARE(m_edit->text(), shown);
        QCOMPARE(m_edit->url(), url);
    }

    void theRestCanBeEditedAroundTheDots()
    {
        m_edit->setUrl(u"redis://me:secret@host"_s);
        m_edit->end(false);
        QTest::keyClicks(m_edit.get(), u":7000"_s);
        QCOMPARE(m_edit->url(), u"redis://me:secret@host:7000"_s);
        QVERIFY(!m_edit->text().contains(u"secret"_s));
    }

    void aTypedPasswordIsHiddenOnceTheFieldIsLeft()
    {
        QSignalSpy changed(m_edit.get(), &RedisUrlEdit::urlChanged);
        QTest::keyClicks(m_edit.get(), u"redis://me:new@host"_s);
        QVERIFY(!changed.isEmpty());
        QCOMPARE(m_edit->url(), u"redis://me:new@host"_s);
        QTest::keyClick(m_edit.get(), Qt::Key_Return);
        QCOMPARE(m_edit->text(), u"redis://me:••••••••@host"_s);
        QCOMPARE(m_edit->url(), u"redis://me:new@host"_s);
    }

    void dotsThatWereTouchedAreNoLongerThePassword()
    {
        m_edit->setUrl(u"redis://me:secret@host"_s);
        m_edit->setCursorPosition(u"redis://me:••"_s.size());
        QTest::keyClick(m_edit.get(), Qt::Key_Backspace);
        QVERIFY(!m_edit->url().contains(u"secret"_s));
    }

    void whatWasHiddenCannotBeUndoneIntoSight()
    {
        QTest::keyClicks(m_edit.get(), u"redis://me:new@host"_s);
        QTest::keyClick(m_edit.get(), Qt::Key_Return);
        QTest::keyClick(m_edit.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY2(!m_edit->text().contains(u"new"_s), qPrintable(m_edit->text()));
    }

private:
    std::unique_ptr<RedisUrlEdit> m_edit;
};

ROOM_TEST(TestRedisUrlEdit, QApplication)
#include "tst_redis_url_edit.moc"
