// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/request_composer.h"

#include "support/room.h"

#include <QTest>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

LoadText textOf(const QString& text, LoadText::Place place)
{
    QString error;
    return LoadText::parse(text, place, {u"word"_s}, error).value_or(LoadText());
}

} // namespace

class TestRequestComposer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aRequestIsOfWhoeverAsks()
    {
        LoadPlan plan;
        plan.origins = {LoadOrigin{}, LoadOrigin{}};
        plan.origins[1].authority = "hub.example:3000";
        LoadPlan::Step step;
        step.origin = 1;
        step.method = "GET";
        step.path = textOf(u"/s?userId={i}"_s, LoadText::Place::Path);
        step.headers = textOf(u"X-Word: {{ word }}\r\n"_s, LoadText::Place::Header);
        LoadText::Random random(1);
        RequestComposer composer(plan, random);
        VirtualClient client;
        client.person.name = "42";
        client.person.variables = {"hello"};
        client.exchange.step = &step;
        client.exchange.request = "what is left of another";
        composer.compose(client);
        QCOMPARE(client.exchange.request,
            std::string("GET /s?userId=42 HTTP/1.1\r\nHost: hub.example:3000\r\n"
                        "X-Word: hello\r\n\r\n"));

        client.stream.lastId = "5-0"; // it comes back
        composer.compose(client);
        QVERIFY(client.exchange.request.ends_with("\r\nLast-Event-ID: 5-0\r\n\r\n"));
    }

    void aBodyHasItsLength()
    {
        LoadPlan plan;
        plan.origins = {LoadOrigin{}};
        LoadPlan::Step step;
        step.method = "POST";
        step.path = textOf(u"/p"_s, LoadText::Place::Path);
        step.hasBody = true;
        step.body = textOf(u"{{ word }}"_s, LoadText::Place::Body);
        LoadText::Random random(1);
        RequestComposer composer(plan, random);
        VirtualClient client;
        client.exchange.step = &step;
        for (const char* word : {"a longer one", "short"}) {
            client.person.variables = {word};
            composer.compose(client);
            QVERIFY(client.exchange.request.ends_with(
                "\r\nContent-Length: " + std::to_string(strlen(word)) + "\r\n\r\n" + word));
        }
    }
};

ROOM_TEST(TestRequestComposer, NoApplication)
#include "tst_request_composer.moc"
