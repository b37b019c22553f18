// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"
#include "support/redis_server.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <random>
#include <set>

using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

const std::array<QByteArray, 5> Types = {"like", "comment", "follow", "new-post", "test"};

// A device of a user: a stream on one of the instances.
struct Device {
    int instance;
    int user;
    std::set<std::size_t> types; // empty: all
    std::unique_ptr<EventStream> stream;
    std::vector<int> due; // numbers of what it is to get
    std::vector<int> got;

    bool wants(std::size_t type) const { return types.empty() || types.contains(type); }
};

} // namespace

// Named, fan-out, selective and broadcast publishes, batched or not, over users with several
// devices, filters and instances: what is answered and what arrives is what a model says.
class TstDeliveryModel : public QObject {
    Q_OBJECT

    static constexpr int Users = 40;
    static constexpr int Authors = 6;

private Q_SLOTS:
    void holds_data()
    {
        QTest::addColumn<int>("instances"); // 0: one in memory
        QTest::addColumn<unsigned>("seed");
        QTest::newRow("memory") << 0 << 1U;
        QTest::newRow("one behind Redis") << 1 << 2U;
        QTest::newRow("three behind Redis") << 3 << 3U;
    }
    void holds()
    {
        QFETCH(const int, instances);
        QFETCH(const unsigned, seed);
        std::mt19937 random(seed);
        const auto pick = [&](int end) { return int(random() % unsigned(end)); };
        RedisServer redis;
        std::vector<std::unique_ptr<HubProcess>> hubs;
        QStringList options = {u"--batch-window"_s, u"30ms"_s};
        if (instances > 0) {
            START_REDIS(redis);
            options += {u"--broker"_s, redis.url()};
        }
        for (int i = 0; i < std::max(1, instances); ++i) {
            hubs.push_back(std::make_unique<HubProcess>());
            START_HUB(*hubs.back(), options);
            QTRY_COMPARE(httpGet(hubs.back()->port(), "/readyz").status, 200);
        }

        std::vector<Device> devices;
        for (int user = 0; user < Users; ++user) {
            for (int i = pick(4); i > 0; --i) {
                Device device{pick(int(hubs.size())), user, {}, {}, {}, {}};
                if (pick(2) == 0)
                    device.types = {std::size_t(pick(5)), std::size_t(pick(5))};
                QByteArrayList names;
                for (const std::size_t type : device.types)
                    names.append(Types[type]);
                device.stream
                    = std::make_unique<EventStream>(hubs[std::size_t(device.instance)]->port(),
                        "userId=u" + QByteArray::number(user)
                            + (names.isEmpty() ? QByteArray() : "&types=" + names.join(',')));
                QVERIFY(device.stream->waitForOpen());
                devices.push_back(std::move(device));
            }
        }
        std::vector<std::set<int>> followers(Authors);
        std::vector<std::set<int>> interested(Types.size());
        HttpClient client(hubs[0]->port());
        const auto users = [](const std::set<int>& some) -> QByteArray {
            QByteArrayList names;
            for (const int user : some)
                names.append("\"u" + QByteArray::number(user) + '"');
            return '[' + names.join(',') + ']';
        };
        for (int author = 0; author < Authors; ++author) {
            for (int i = pick(30); i > 0; --i)
                followers[std::size_t(author)].insert(pick(Users));
            client.request("PUT", "/api/users/a" + QByteArray::number(author) + "/followers", {},
                users(followers[std::size_t(author)]));
        }
        for (int user = 0; user < Users; ++user) {
            for (std::size_t type = 0; type < Types.size(); ++type) {
                if (pick(3) > 0)
                    continue;
                interested[type].insert(user);
                client.request(
                    "PUT", "/api/users/u" + QByteArray::number(user) + "/interests/" + Types[type]);
            }
        }

        // What is published over one instance is in order; so all of it is.
        // number -> answer and connections over all instances
        std::map<int, std::pair<QJsonObject, int>> receipts;
        for (int number = 0; number < 400; ++number) {
            const auto type = std::size_t(pick(5));
            const bool batched = pick(2) == 0;
            const bool wantsReceipt = number % 10 == 0;
            const QByteArray tail = "\"type\":\"" + Types[type]
                + "\",\"data\":" + QByteArray::number(number) + (batched ? ",\"batch\":true" : "")
                + (wantsReceipt ? ",\"receipt\":true}" : "}");
            std::set<int> to;
            bool everyone = false;
            QByteArray path = "/api/publish";
            QByteArray body;
            QByteArray audienceName = "channels";
            switch (pick(5)) {
            case 0:
                to = {pick(Users)};
                body = "{\"userId\":\"u" + QByteArray::number(*to.begin()) + "\"," + tail;
                break;
            case 1:
                for (int i = 1 + pick(20); i > 0; --i)
                    to.insert(pick(Users));
                body = "{\"userIds\":" + users(to) + ',' + tail;
                break;
            case 2: {
                const int author = pick(Authors);
                to = followers[std::size_t(author)];
                path = "/api/fanout";
                audienceName = "followers";
                body = "{\"authorId\":\"a" + QByteArray::number(author) + "\"," + tail;
                break;
            }
            case 3: {
                to = interested[type];
                path = "/api/selective";
                audienceName = "interested";
                body = '{' + tail;
                if (pick(2) == 0) {
                    const auto author = std::size_t(pick(Authors));
                    std::erase_if(to, [&](int user) { return !followers[author].contains(user); });
                    body = "{\"authorId\":\"a" + QByteArray::number(author) + "\"," + tail;
                }
                break;
            }
            default:
                everyone = true;
                body = "{\"broadcast\":true," + tail;
            }
            int here = 0;
            int all = 0;
            // channel and instance, as Redis counts them
            std::set<std::pair<int, int>> subscribedElsewhere;
            for (Device& device : devices) {
                if (!everyone && !to.contains(device.user))
                    continue;
                if (device.instance != 0)
                    subscribedElsewhere.insert({everyone ? -1 : device.user, device.instance});
                if (!device.wants(type))
                    continue;
                device.due.push_back(number);
                here += device.instance == 0;
                ++all;
            }
            if (everyone) { // every instance listens to it
                subscribedElsewhere.clear();
                for (int i = 1; i < int(hubs.size()); ++i)
                    subscribedElsewhere.insert({-1, i});
            }
            const HttpResponse response = client.post(path, body);
            QVERIFY2(response.status == 200, response.body.constData());
            const QJsonObject answer = response.json();
            QCOMPARE(
                answer[QLatin1StringView(audienceName)].toInt(-1), everyone ? 1 : int(to.size()));
            QCOMPARE(answer["recipients"_L1].toInt(-1), here + int(subscribedElsewhere.size()));
            if (wantsReceipt && (everyone || !to.empty()))
                receipts[number] = {answer, all};
        }

        for (Device& device : devices) {
            while (device.got.size() < device.due.size()) {
                const SseEvent event = device.stream->next();
                QVERIFY2(!event.isNull(), "an event never came");
                if (!event.data.startsWith('{')) {
                    device.got.push_back(event.data.toInt());
                    continue;
                }
                for (const QJsonValue& value :
                    QJsonDocument::fromJson(event.data)["batch"_L1].toArray())
                    device.got.push_back(value.toInt());
            }
            QVERIFY(device.got == device.due); // in order, nothing twice, nothing else
        }
        QTest::qWait(200);
        for (Device& device : devices)
            QVERIFY(device.stream->next(QDeadlineTimer(0)).isNull());
        for (const auto& [number, one] : receipts) {
            const QByteArray target = one.first["receipt"_L1].toString().toUtf8();
            QTRY_COMPARE(
                httpGet(hubs[0]->port(), target).json()["acknowledged"_L1].toInt(-1), one.second);
            QCOMPARE(
                httpGet(hubs[0]->port(), target).json()["recipients"_L1].toInt(-1), one.second);
        }
    }
};

ROOM_TEST(TstDeliveryModel, QCoreApplication)
#include "tst_delivery_model.moc"
