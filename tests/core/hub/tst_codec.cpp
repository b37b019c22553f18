// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/views/codec.h"
#include "hub/views/field_visitors.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <random>

using namespace fanlight;
using namespace fanlight::testing;
using namespace Qt::Literals::StringLiterals;

namespace {

// Gives every field of the table a value at random; a figure is Unknown now and then.
template <class Row> class CodecFiller {
public:
    CodecFiller(std::mt19937_64& random, Row& row)
        : m_random(random)
        , m_row(row)
    {
    }
    static Row make(std::mt19937_64& random)
    {
        Row row;
        CodecFiller filler(random, row);
        views::Fields<Row>::visit(filler);
        return row;
    }
    template <class T, class Owner>
    void operator()(const char*, T Owner::*member, qsizetype most = 0)
    {
        if constexpr (views::Tabled<T>)
            m_row.*member = CodecFiller<T>::make(m_random);
        else
            fill(m_row.*member, most);
    }
    template <class Owner, class E>
    void operator()(const char*, std::vector<E> Owner::*member, qsizetype most)
    {
        for (auto left = qsizetype(m_random() % 4); left > 0 && most > 0; --left)
            (m_row.*member).push_back(CodecFiller<E>::make(m_random));
    }
    template <class T, class Owner, class ToText, class FromText>
    void id(const char*, T Owner::*member, ToText, FromText)
    {
        m_row.*member = 1 + m_random() % 1'000'000;
    }

private:
    void fill(bool& value, qsizetype) { value = m_random() % 2 == 0; }
    template <views::Whole T> void fill(T& value, qsizetype)
    {
        const quint64 most = std::min<quint64>(quint64(std::numeric_limits<T>::max()), 1ULL << 53);
        value = T(m_random() % 3 == 0 ? m_random() % 10 : m_random() % most);
    }
    void fill(double& value, qsizetype)
    {
        value
            = !isKnown(value) && m_random() % 4 == 0 ? Unknown : double(m_random() % 1'000'000) / 7;
    }
    void fill(QString& value, qsizetype most)
    {
        value = u"é\"\\\n\u2028 ☃"_s.repeated(qsizetype(m_random() % 4)).left(most);
    }
    void fill(std::string& value, qsizetype)
    {
        value = std::string("user ☃ ") + std::to_string(m_random() % 100);
    }
    void fill(QByteArray& value, qsizetype)
    {
        value = QByteArray("\0\xff\r\n x", 6).repeated(qsizetype(m_random() % 4));
    }
    void fill(QStringList& value, qsizetype) { value = {u"like"_s, u"comment"_s}; }
    void fill(std::chrono::milliseconds& value, qsizetype)
    {
        value = std::chrono::milliseconds(m_random() % 100'000);
    }
    template <views::Word T> void fill(T& value, qsizetype)
    {
        value = static_cast<T>(m_random() % views::Words<T>::All.size());
    }
    void fill(LatencyHistogram& value, qsizetype)
    {
        for (auto left = m_random() % 200; left > 0; --left)
            value.record(m_random() % 1'000'000'000, 1 + m_random() % 5);
    }
    void fill(std::array<quint64, DisconnectReasonCount>& value, qsizetype)
    {
        for (quint64& one : value)
            one = m_random() % 3;
    }
    void fill(FramePtr& value, qsizetype)
    {
        const std::string data = "{\"n\":" + std::to_string(m_random() % 1000) + "}\n\xff";
        value = Frame::event({"7-1", "note", data, -1, true, Batching::Batched}, "like");
        if (m_random() % 3 == 0)
            value = Frame::raw("HTTP/1.1 200 OK\r\n\r\n");
    }

    std::mt19937_64& m_random;
    Row& m_row;
};

// What differs between two rows, by the names of the fields.
template <class Row> class CodecComparer {
public:
    CodecComparer(const Row& a, const Row& b)
        : m_a(a)
        , m_b(b)
    {
    }
    static QStringList compare(const Row& a, const Row& b)
    {
        CodecComparer comparer(a, b);
        views::Fields<Row>::visit(comparer);
        return comparer.m_different;
    }
    template <class T, class Owner>
    void operator()(const char* name, T Owner::*member, qsizetype = 0)
    {
        if constexpr (views::Tabled<T>)
            m_different += CodecComparer<T>::compare(m_a.*member, m_b.*member);
        else if (!same(m_a.*member, m_b.*member))
            m_different += QString::fromLatin1(name);
    }
    template <class Owner, class E>
    void operator()(const char* name, std::vector<E> Owner::*member, qsizetype)
    {
        if ((m_a.*member).size() != (m_b.*member).size()) {
            m_different += QString::fromLatin1(name);
            return;
        }
        for (std::size_t i = 0; i < (m_a.*member).size(); ++i)
            m_different += CodecComparer<E>::compare((m_a.*member)[i], (m_b.*member)[i]);
    }
    template <class T, class Owner, class ToText, class FromText>
    void id(const char* name, T Owner::*member, ToText, FromText)
    {
        (*this)(name, member);
    }

private:
    template <class T> static bool same(const T& a, const T& b) { return views::isSame(a, b); }
    static bool same(const LatencyHistogram& a, const LatencyHistogram& b)
    {
        const auto isSameStep
            = [](const auto& x, const auto& y) { return x.ns == y.ns && x.count == y.count; };
        return a.isExact() == b.isExact() && a.count() == b.count() && a.firstNs() == b.firstNs()
            && a.lastNs() == b.lastNs()
            && std::equal(
                a.steps().begin(), a.steps().end(), b.steps().begin(), b.steps().end(), isSameStep);
    }
    static bool same(const FramePtr& a, const FramePtr& b)
    {
        return a->chunked() == b->chunked() && a->plain() == b->plain() && a->type() == b->type()
            && a->isEvent() == b->isEvent() && a->isJson() == b->isJson()
            && a->batching() == b->batching() && a->id() == b->id();
    }

    const Row& m_a;
    const Row& m_b;
    QStringList m_different;
};

QJsonObject overTheWire(const QJsonObject& object)
{
    return QJsonDocument::fromJson(QJsonDocument(object).toJson(QJsonDocument::Compact)).object();
}

template <class Row> void roundTrip()
{
    std::mt19937_64 random(7);
    for (int i = 0; i < 200; ++i) {
        const Row row = CodecFiller<Row>::make(random);
        Row read;
        QVERIFY(views::fromJson(overTheWire(views::toJson(row)), read));
        QCOMPARE(CodecComparer<Row>::compare(row, read), QStringList());
        // What changed suffices to make any row of any other.
        const Row other = CodecFiller<Row>::make(random);
        QVERIFY(views::fromJson(
            overTheWire(views::changed(views::toJson(read), views::toJson(other))), read));
        QCOMPARE(CodecComparer<Row>::compare(other, read), QStringList());
    }
    QVERIFY(views::toJson(Row()).isEmpty());
}

MessageRecord messageForCodec(std::mt19937_64& random)
{
    MessageRecord message = CodecFiller<MessageRecord>::make(random);
    message.figures.number = message.number;
    message.frame = Frame::event({"9-2", "note", "{\"a\":1}", -1, true, Batching::Never}, "like");
    return message;
}

} // namespace

class TestCodec : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyValueComesBackAsItWas();
    void messageComesWithoutItsDataAndWithIt();
    void newerVersionsFieldsAreIgnored();
    void hostileValuesAreRefused_data();
    void hostileValuesAreRefused();
    void refusedRowStaysAsItWas();
    void countsThatRanOverAreNoNegativeOnes();
    void randomBytesHarmNobody();
};

void TestCodec::everyValueComesBackAsItWas()
{
    roundTrip<ConnectionRow>();
    roundTrip<WatchedConnection>();
    roundTrip<InstanceRow>();
    roundTrip<InstanceSnapshot>();
    roundTrip<RedisSnapshot>();
    roundTrip<TapBatch>();
    roundTrip<ReceiptSnapshot>();
    roundTrip<HubStatus>();
    roundTrip<MetricsSample>();
    roundTrip<Fault>();
    roundTrip<LogLine>();
    roundTrip<AuditEntry>();
    roundTrip<SourceRow>();
    roundTrip<SourceSnapshot>();
    roundTrip<MessageTrace>();
}

void TestCodec::messageComesWithoutItsDataAndWithIt()
{
    std::mt19937_64 random(3);
    for (int i = 0; i < 100; ++i) {
        const MessageRecord message = messageForCodec(random);
        const QJsonObject json = overTheWire(views::toJson(message));
        QVERIFY(!QJsonDocument(json).toJson().contains("{\\\"a\\\""));
        MessageRecord read;
        QVERIFY(views::fromJson(json, read));
        QCOMPARE(CodecComparer<MessageRecord>::compare(message, read), QStringList());
        QCOMPARE(read.figures.number, message.number);
        QCOMPARE(read.frame->id(), message.frame->id());
        QCOMPARE(read.frame->type(), message.frame->type());
        QCOMPARE(read.frame->eventName(), message.frame->eventName());
        QCOMPARE(read.frame->batching(), message.frame->batching());
        QCOMPARE(read.dataBytes(), message.dataBytes());
        QVERIFY(read.bytesElsewhere.has_value());
        // its figures alone
        QVERIFY(
            views::fromJson(QJsonObject{{u"figures"_s, QJsonObject{{u"recipients"_s, 3}}}}, read));
        QCOMPARE(read.frame->id(), message.frame->id());
        QCOMPARE(read.figures.recipients, 3U);

        QVERIFY(views::fromJson(overTheWire(views::withFrame(message)), read));
        QVERIFY(!read.bytesElsewhere);
        QCOMPARE(read.frame->chunked(), message.frame->chunked());
        QCOMPARE(read.frame->data(), "{\"a\":1}");
    }
}

void TestCodec::newerVersionsFieldsAreIgnored()
{
    ConnectionRow row;
    QVERIFY(views::fromJson(
        {{u"colour"_s, u"red"_s}, {u"events"_s, 4}, {u"deep"_s, QJsonArray{1}}}, row));
    QCOMPARE(row.events, 4U);
    QVERIFY(!isKnown(row.rttMs));
    MetricsSample sample;
    QVERIFY(
        views::fromJson({{u"byReason"_s, QJsonObject{{u"bored"_s, 4}, {u"slow"_s, 2}}}}, sample));
    QCOMPARE(sample.disconnectsByReason[std::size_t(DisconnectReason::Slow)], 2U);
}

void TestCodec::hostileValuesAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char* name, const QByteArray& json) { QTest::newRow(name) << json; };
    row("a text for a number", R"({"events":"4"})");
    row("a number for a text", R"({"user":4})");
    row("less than nothing", R"({"events":-1})");
    row("half an event", R"({"events":1.5})");
    row("too many", R"({"events":1e300})");
    row("more than JSON can count", R"({"bytes":9223372036854775807})");
    row("endless", R"({"rtt":1e308})");
    row("a list for a text", R"({"address":["a"]})");
    row("a text for a list", R"({"types":"like"})");
    row("numbers in a list of texts", R"({"types":[1]})");
    row("a text too long", "{\"user\":\"" + QByteArray(300, 'x') + "\"}");
    row("too many entries", "{\"types\":[" + QByteArray("\"a\",").repeated(1000) + "\"b\"]}");
    row("no id", R"({"id":"c-UPPER"})");
    row("an id out of bounds", R"({"id":"c-3w5e11264sgsf"})");
    row("a reason nobody knows", R"({"reason":"bored"})");
}

void TestCodec::hostileValuesAreRefused()
{
    QFETCH(QByteArray, json);
    const QJsonDocument document = QJsonDocument::fromJson(json);
    QVERIFY(document.isObject());
    ConnectionRow row;
    QVERIFY(!views::fromJson(document.object(), row));
    QVERIFY(views::toJson(row).isEmpty());
}

void TestCodec::refusedRowStaysAsItWas()
{
    const auto refuses = [](auto value, const QByteArray& json) {
        const QJsonObject object = QJsonDocument::fromJson(json).object();
        return !object.isEmpty() && !views::fromJson(object, value)
            && views::toJson(value).isEmpty();
    };
    MetricsSample sample;
    QVERIFY(refuses(sample, R"({"connects":3,"write":{"buckets":[[5000,1]]}})"));
    QVERIFY(refuses(sample, R"({"connects":3,"write":{"buckets":[[9,1],[9,1]]}})"));
    QVERIFY(refuses(sample, R"({"connects":3,"write":{"buckets":[[9,0]]}})"));
    QVERIFY(refuses(sample, R"({"connects":3,"write":{"buckets":[[9,1e18]]}})"));
    QVERIFY(refuses(sample, R"({"connects":3,"write":{"ns":[[9]]}})"));
    QVERIFY(refuses(sample, R"({"connects":3,"write":[]})"));
    QVERIFY(refuses(sample, R"({"connects":3,"own":4})"));
    QVERIFY(refuses(WatchedConnection(), R"({"found":true,"sent":[{"frame":{"plain":"!!"}}]})"));
    QVERIFY(refuses(WatchedConnection(),
        "{\"sent\":[" + QByteArray("{},").repeated(WatchedConnection::MostFrames) + "{}]}"));
    QVERIFY(refuses(ReceiptSnapshot(), "{\"parts\":[" + QByteArray("{},").repeated(1000) + "{}]}"));
    QVERIFY(refuses(
        TapBatch(), "{\"messages\":[{\"payload\":\"" + QByteArray(5001, 'x').toBase64() + "\"}]}"));
    MessageRecord message;
    for (const char* json : {R"({"id":"1-1\ndata: x"})", R"({"event":"a\rb"})", R"({"bytes":-1})",
             R"({"frame":{}})", R"({"source":"rumour"})"}) {
        QVERIFY2(!views::fromJson(QJsonDocument::fromJson(json).object(), message), json);
        QVERIFY(!message.frame);
    }
}

void TestCodec::countsThatRanOverAreNoNegativeOnes()
{
    MetricsSample sample;
    sample.connects = ~quint64(0);
    sample.fileLimit = 1.8e19;
    MetricsSample read;
    QVERIFY(views::fromJson(overTheWire(views::toJson(sample)), read));
    QCOMPARE(read.connects, quint64(1) << 53);
    QVERIFY(!isKnown(read.fileLimit));
}

// Values of any kind under the names of the fields: refused or taken, never more than that.
void TestCodec::randomBytesHarmNobody()
{
    std::mt19937_64 random(11);
    const QJsonArray odd{QJsonValue(), true, -1, 1e300, 0.5, 9007199254740993.0, u"c-1"_s,
        u"x"_s.repeated(70'000), QJsonArray{QJsonArray{1, 2}}, QJsonArray{QJsonObject()},
        QJsonObject{{u"ns"_s, QJsonArray{QJsonArray{1, 1}}}}, QJsonObject{{u"plain"_s, u"eA=="_s}}};
    const auto spoil = [&](auto value) {
        const QJsonObject whole = views::toJson(value);
        for (const QString& key : whole.keys()) {
            for (const QJsonValue& one : odd) {
                QJsonObject spoilt = whole;
                spoilt[key] = one;
                auto read = value;
                views::fromJson(spoilt, read);
                views::toJson(read);
            }
        }
    };
    for (int i = 0; i < 10; ++i) {
        spoil(CodecFiller<MetricsSample>::make(random));
        spoil(CodecFiller<WatchedConnection>::make(random));
        spoil(CodecFiller<ReceiptSnapshot>::make(random));
        spoil(CodecFiller<HubStatus>::make(random));
        spoil(messageForCodec(random));
    }
}

ROOM_TEST(TestCodec, NoApplication)
#include "tst_codec.moc"
