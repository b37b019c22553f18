// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "messages/messages_page.h"

#include "messages/code_view.h"
#include "messages/message_detail.h"
#include "messages/message_table.h"
#include "ui/page_fixture.h"
#include "support/fake_hub_port.h"
#include "support/room.h"

#include <QAction>
#include <QPlainTextEdit>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

// Of a hub elsewhere, whose messages come without their data.
class HubWithData : public fanlight::testing::FakeHubPort {
public:
    void requestMessage(quint64 number,
        std::function<void(const QString&, const MessageRecord&, const MessageTrace&)> done)
        override
    {
        asked.append(number);
        answers.push_back([this, number, done = std::move(done)](const QString& error) {
            MessageRecord whole = *recordMessages().find(number);
            whole.frame = Frame::event({.id = whole.frame->id(), .data = R"({"n":7})"}, "like");
            whole.bytesElsewhere.reset();
            done(error, error.isEmpty() ? whole : MessageRecord(), {});
        });
    }
    void append()
    {
        MessageRecord message;
        message.timeMs = 1'790'000'000'000;
        message.userId = "42";
        message.users = 1;
        message.frame = Frame::event({.id = "17-" + std::to_string(++m_count)}, "like");
        message.bytesElsewhere = 7;
        recordMessages().append(std::move(message));
    }

    QList<quint64> asked;
    std::vector<std::function<void(const QString& error)>> answers;

private:
    int m_count = 0;
};

} // namespace

// Data is fetched of what is looked at, and of nothing else.
class TestMessagesElsewhere : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dataIsFetchedOnceItIsLookedAt()
    {
        PageSurroundings around;
        HubWithData hub;
        MessagesPage page(hub, around.theme, around.state);
        QVERIFY(showPage(page));
        hub.append();
        hub.append();
        QTRY_COMPARE(page.model()->rowCount(), 2);
        QVERIFY(hub.asked.isEmpty());
        select(page, 1);
        QCOMPARE(hub.asked, QList<quint64>{2});
        QVERIFY(hasLabel(page, u"The data is being fetched from the hub…"_s));
        hub.answers[0]({});
        QVERIFY(page.detail()->code()->edit()->isVisible());
        QVERIFY(page.detail()->code()->edit()->toPlainText().contains(u"\"n\": 7"_s));
        // once here, it is asked for no more
        select(page, 0);
        select(page, 1);
        QCOMPARE(hub.asked, (QList<quint64>{2, 1}));
        hub.answers[1]({}); // of the other one, which is not shown
        QVERIFY(page.detail()->code()->edit()->toPlainText().contains(u"\"n\": 7"_s));
    }

    void whyItDoesNotComeIsSaid()
    {
        PageSurroundings around;
        HubWithData hub;
        MessagesPage page(hub, around.theme, around.state);
        QVERIFY(showPage(page));
        hub.append();
        QTRY_COMPARE(page.model()->rowCount(), 1);
        select(page, 0);
        hub.answers[0](u"The hub was restarted."_s);
        QVERIFY(hasLabel(page, u"The hub was restarted."_s));
        QVERIFY(!page.detail()->code()->edit()->isVisible());
    }

private:
    static void select(MessagesPage& page, int row)
    {
        page.table()->selectionModel()->setCurrentIndex(page.model()->index(row, 0),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
};

ROOM_TEST(TestMessagesElsewhere, QApplication)
#include "tst_messages_elsewhere.moc"
