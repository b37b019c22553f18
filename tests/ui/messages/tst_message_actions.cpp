// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/local_hub.h"
#include "messages/message_actions.h"
#include "support/room.h"
#include "ui/messages/messages_for_tests.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestMessageActions : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_message = testMessage(42);
        m_actions = std::make_unique<MessageActions>(m_hub, [this] { return m_message; });
    }

    void withoutAMessageEachSaysWhy()
    {
        m_message.reset();
        m_actions->update(u"No message is selected."_s);
        const QList<QAction*> all
            = m_actions->sends() + m_actions->copies() + QList{m_actions->replay()};
        for (const QAction* action : all) {
            QVERIFY(!action->isEnabled());
            QVERIFY(action->toolTip().startsWith(u"No message is selected."_s));
        }
        QSignalSpy told(m_actions.get(), &MessageActions::lastAction);
        m_actions->copies()[0]->trigger();
        QCOMPARE(told.count(), 0);
    }

    void sendingNeedsAHubAndCopyingDoesNot()
    {
        m_actions->update({});
        QVERIFY(!m_actions->sends()[0]->isEnabled());
        QVERIFY(m_actions->sends()[0]->toolTip().startsWith(u"The hub is not listening."_s));
        QVERIFY(m_actions->sends()[1]->isEnabled());
        for (const QAction* action : m_actions->copies())
            QVERIFY2(action->isEnabled(), qPrintable(action->text()));
    }

    void copiesWhatItSays()
    {
        m_actions->update({});
        QSignalSpy told(m_actions.get(), &MessageActions::lastAction);
        const QStringList begins{
            u"{\"n\":42"_s, u"1700000000000-42"_s, u"curl "_s, u"redis-cli "_s, u""_s};
        const QStringList names{u"copied the data"_s, u"copied the id"_s,
            u"copied the curl command"_s, u"copied the redis-cli command"_s,
            u"copied the ioredis line"_s};
        for (qsizetype i = 0; i < begins.size(); ++i) {
            m_actions->copies()[i]->trigger();
            const QString text = QGuiApplication::clipboard()->text();
            QVERIFY2(text.startsWith(begins[i]) && text.contains(u"42"_s), qPrintable(text));
            QCOMPARE(told.last()[0].toString(), names[i]);
        }
    }

    void ofSeveralUsersTheFirstIsLoaded()
    {
        QSignalSpy loaded(m_actions.get(), &MessageActions::useAsTemplate);
        QSignalSpy told(m_actions.get(), &MessageActions::lastAction);
        m_message->users = 1200;
        m_actions->update({});
        QVERIFY(!m_actions->copies()[2]->isEnabled()); // the audience is not known
        m_actions->sends()[1]->trigger();
        QCOMPARE(loaded.count(), 1);
        QCOMPARE(loaded[0][0].value<PublishRequest>().userIds, QStringList{u"42"_s});
        QCOMPARE(told.last()[0].toString(),
            u"loaded for the first of 1,200 users; the others are not kept"_s);
    }

private:
    LocalHub m_hub;
    std::optional<MessageRecord> m_message;
    std::unique_ptr<MessageActions> m_actions;
};

ROOM_TEST(TestMessageActions, QGuiApplication)
#include "tst_message_actions.moc"
