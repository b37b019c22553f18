// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/ledger.h"

#include <algorithm>

namespace fanlight::testing {
namespace {

constexpr int MostFinds = 12; // kept in full

std::int64_t msBetween(Ledger::Time from, Ledger::Time to)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(to - from).count();
}

QByteArray textOf(const std::optional<LedgerId>& id)
{
    return id ? QByteArray::number(qulonglong(id->ms)) + '-'
            + QByteArray::number(qulonglong(id->sequence))
              : QByteArray("?");
}

} // namespace

std::optional<LedgerId> LedgerId::parse(const QByteArray& text)
{
    const qsizetype dash = text.indexOf('-');
    bool msOk = false;
    bool sequenceOk = false;
    const LedgerId id{
        text.left(dash).toULongLong(&msOk), text.mid(dash + 1).toULongLong(&sequenceOk)};
    return dash > 0 && msOk && sequenceOk ? std::optional(id) : std::nullopt;
}

std::optional<LedgerId> LedgerId::half(const QByteArray& text, bool isOwn)
{
    const qsizetype dot = text.indexOf('.');
    return parse(dot < 0 ? text : isOwn ? text.left(dot) : text.mid(dot + 1));
}

bool Ledger::Publish::concerns(int user) const
{
    return (users.empty() || std::find(users.begin(), users.end(), user) != users.end())
        && !left.contains(user);
}

int Ledger::addDevice(int user)
{
    const std::lock_guard lock(m_mutex);
    m_devices.push_back({user, {}});
    return int(m_devices.size()) - 1;
}

int Ledger::begin(int publisher, std::vector<int> users, bool isBatched)
{
    const std::lock_guard lock(m_mutex);
    Publish publish;
    publish.publisher = publisher;
    publish.users = std::move(users);
    publish.isBatched = isBatched;
    publish.sentAt = std::chrono::steady_clock::now();
    m_publishes.push_back(std::move(publish));
    return int(m_publishes.size()) - 1;
}

void Ledger::end(int number, Answer answer, const QByteArray& id, const std::set<int>& left)
{
    const std::lock_guard lock(m_mutex);
    Publish& publish = m_publishes[std::size_t(number)];
    publish.answer = answer;
    publish.id = LedgerId::parse(id);
    publish.left = left;
    publish.answeredAt = std::chrono::steady_clock::now();
}

void Ledger::opened(int device)
{
    const std::lock_guard lock(m_mutex);
    m_devices[std::size_t(device)].entries.push_back(
        {Entry::Kind::Open, 0, {}, {}, {}, std::chrono::steady_clock::now()});
}

void Ledger::received(int device, int number, const QByteArray& id)
{
    const std::lock_guard lock(m_mutex);
    m_devices[std::size_t(device)].entries.push_back(
        {Entry::Kind::Event, number, id, {}, {}, std::chrono::steady_clock::now()});
}

void Ledger::gap(int device, const QByteArray& from, const QByteArray& to)
{
    const std::lock_guard lock(m_mutex);
    // one that tells of both channels is of either: it reaches from the earlier, to the later
    const auto own = LedgerId::half(from, true), everyones = LedgerId::half(from, false);
    m_devices[std::size_t(device)].entries.push_back(
        {Entry::Kind::Gap, 0, {}, own && everyones ? std::min(own, everyones) : std::nullopt,
            LedgerId::parse(to), std::chrono::steady_clock::now()});
}

void Ledger::foreign(int device, const QByteArray& data)
{
    const std::lock_guard lock(m_mutex);
    if (m_foreign++ < MostFinds)
        m_foreignData.append("device " + QByteArray::number(device)
            + " got what nobody published: " + data.left(300));
}

void Ledger::fault(const QString& kind, int device)
{
    const std::lock_guard lock(m_mutex);
    m_faults.push_back({kind, device, std::chrono::steady_clock::now()});
}

bool Ledger::has(int device, int number) const
{
    const std::lock_guard lock(m_mutex);
    const std::vector<Entry>& entries = m_devices[std::size_t(device)].entries;
    return std::any_of(entries.rbegin(), entries.rend(), [number](const Entry& entry) {
        return entry.kind == Entry::Kind::Event && entry.number == number;
    });
}

int Ledger::publishedSoFar() const
{
    const std::lock_guard lock(m_mutex);
    return int(std::count_if(m_publishes.begin(), m_publishes.end(),
        [](const Publish& p) { return p.answer == Answer::Taken; }));
}

// Goes over one device after the other.
class Ledger::Judge {
public:
    Judge(const Ledger& ledger, Verdict& verdict)
        : m_ledger(ledger)
        , m_verdict(verdict)
    {
        row(m_none);
        for (const Fault& fault : ledger.m_faults)
            ++row(fault.kind).faults;
        m_begin = ledger.m_publishes.empty() ? Time() : ledger.m_publishes.front().sentAt;
        countPublishes();
        for (std::size_t i = 0; i < ledger.m_devices.size(); ++i)
            judge(int(i));
        m_verdict.foreign = ledger.m_foreign;
        m_verdict.finds += ledger.m_foreignData;
        sumUp();
    }

private:
    // The place of a received event of a channel in its device's list.
    struct Place {
        LedgerId id;
        std::size_t at = 0;
    };

    Row& row(const QString& kind)
    {
        const auto found = m_rowOf.find(kind);
        if (found != m_rowOf.end())
            return m_verdict.rows[found->second];
        m_rowOf[kind] = m_verdict.rows.size();
        m_verdict.rows.push_back({});
        m_verdict.rows.back().kind = kind;
        return m_verdict.rows.back();
    }

    // The last fault that could have touched what was published then.
    Row& rowAt(Time time, int device)
    {
        const std::vector<const Fault*>& faults = faultsOf(device);
        const auto later = std::upper_bound(faults.begin(), faults.end(), time,
            [](Time one, const Fault* fault) { return one < fault->at; });
        return row(later == faults.begin() ? m_none : (*std::prev(later))->kind);
    }

    // In the order they came: an hour has very many.
    const std::vector<const Fault*>& faultsOf(int device)
    {
        const auto [found, isNew] = m_faultsOf.try_emplace(device);
        for (const Fault& fault : m_ledger.m_faults) {
            if (!isNew)
                break;
            if (fault.device == Everyone || fault.device == device)
                found->second.push_back(&fault);
        }
        return found->second;
    }

    void countPublishes()
    {
        for (const Publish& publish : m_ledger.m_publishes) {
            if (publish.answer == Answer::Taken)
                ++rowAt(publish.sentAt, Everyone).published;
            else if (publish.answer == Answer::Past)
                ++m_verdict.past;
            else
                ++m_verdict.uncertain;
        }
    }

    void judge(int number)
    {
        const Device& device = m_ledger.m_devices[std::size_t(number)];
        std::map<int, std::size_t> first; // of each publish, its first place
        std::vector<Place> own, everyone; // of what has an id, by channel
        std::map<std::pair<int, bool>, int> lastOf; // publisher and channel: the number before
        Time openedAt = Time::max();
        for (std::size_t i = 0; i < device.entries.size(); ++i) {
            const Entry& entry = device.entries[i];
            if (entry.kind == Entry::Kind::Open) {
                ++m_verdict.sessions;
                openedAt = entry.at;
            } else if (entry.kind == Entry::Kind::Gap) {
                ++m_verdict.gaps;
            } else {
                take(number, device, i, openedAt, first, own, everyone, lastOf);
            }
        }
        if (device.entries.empty())
            return;
        const Time begins = device.entries.front().at;
        for (std::size_t i = 0; i < m_ledger.m_publishes.size(); ++i) {
            const Publish& publish = m_ledger.m_publishes[i];
            if (publish.answer != Answer::Taken || publish.sentAt < begins
                || !publish.concerns(device.user))
                continue;
            Row& row = rowAt(publish.sentAt, number);
            ++row.owed;
            if (first.contains(int(i))) {
                ++row.delivered;
            } else if (publish.id
                && isTold(device, publish, publish.users.empty() ? everyone : own)) {
                ++row.told;
            } else {
                ++row.lost;
                find("lost", number, int(i),
                    endOfPlace(device, publish, publish.users.empty() ? everyone : own));
            }
        }
        findSilentPast(device, first);
    }

    void take(int number, const Device& device, std::size_t at, Time openedAt,
        std::map<int, std::size_t>& first, std::vector<Place>& own, std::vector<Place>& everyone,
        std::map<std::pair<int, bool>, int>& lastOf)
    {
        const int publishNumber = device.entries[at].number;
        const Publish& publish = m_ledger.m_publishes[std::size_t(publishNumber)];
        Row& row = rowAt(publish.sentAt, number);
        if (!first.emplace(publishNumber, at).second) {
            publish.answer == Answer::Past ? ++m_verdict.pastTwice : ++row.twice;
            find("twice", number, publishNumber, at);
            return;
        }
        // of this user, if the publish said so of it alone
        const bool isUncertain
            = publish.answer == Answer::Refused || publish.left.contains(device.user);
        if (isUncertain)
            ++m_verdict.uncertainDelivered;
        else if (publish.answer == Answer::Past)
            ++m_verdict.pastDelivered;
        else if (publish.answeredAt < openedAt)
            ++m_verdict.resumed;
        if (!publish.concerns(device.user) && publish.left.empty()) {
            ++row.twice; // for whom it was not is no better
            find("for another user", number, publishNumber, at);
        }
        // One publisher waits for each answer, so what it has sent to a channel is in order there.
        // Of what was not answered nobody knows when it was done.
        if (!isUncertain) {
            int& last
                = lastOf.try_emplace({publish.publisher, publish.users.empty()}, -1).first->second;
            if (publishNumber < last) {
                ++row.outOfOrder;
                find("out of order (by its publisher)", number, publishNumber, at);
            }
            last = std::max(last, publishNumber);
        }
        if (!publish.id || isUncertain)
            return;
        std::vector<Place>& channel = publish.users.empty() ? everyone : own;
        // in a cluster each channel has given it an id of its own, which the stream tells
        const QByteArray& wire = device.entries[at].wireId;
        const LedgerId id = wire.contains('.')
            ? LedgerId::half(wire, !publish.users.empty()).value_or(*publish.id)
            : *publish.id;
        if (!channel.empty() && channel.back().id > id) {
            ++row.outOfOrder;
            find("out of order (by its id)", number, publishNumber, at);
            return;
        }
        channel.push_back({id, at});
    }

    // Where the next event of its channel stands, or the end.
    std::size_t endOfPlace(
        const Device& device, const Publish& publish, const std::vector<Place>& channel) const
    {
        const auto next = publish.id ? std::find_if(channel.begin(), channel.end(),
                              [&](const Place& place) { return place.id > *publish.id; })
                                     : channel.end();
        return next == channel.end() ? device.entries.size() : next->at;
    }

    // A gap reaches over it, was told after it was sent, and before the next event of its channel.
    bool isTold(
        const Device& device, const Publish& publish, const std::vector<Place>& channel) const
    {
        const std::size_t end = endOfPlace(device, publish, channel);
        for (std::size_t i = 0; i < end; ++i) {
            const Entry& entry = device.entries[i];
            if (entry.kind == Entry::Kind::Gap && entry.at > publish.sentAt
                && (!entry.from || *entry.from <= *publish.id)
                && (!entry.to || *publish.id <= *entry.to))
                return true;
        }
        return false;
    }

    // Past Fanlight: between two that came in one session over one link there is none missing, or
    // it is said.
    void findSilentPast(const Device& device, const std::map<int, std::size_t>& first)
    {
        std::map<std::pair<int, bool>, std::size_t> lastOf; // publisher and channel: place
        std::size_t sessionBegin = 0;
        std::size_t lastGap = 0;
        for (std::size_t i = 0; i < device.entries.size(); ++i) {
            const Entry& entry = device.entries[i];
            if (entry.kind == Entry::Kind::Open)
                sessionBegin = i;
            else if (entry.kind == Entry::Kind::Gap)
                lastGap = i;
            if (entry.kind != Entry::Kind::Event)
                continue;
            const Publish& publish = m_ledger.m_publishes[std::size_t(entry.number)];
            if (publish.answer != Answer::Past)
                continue;
            const std::pair key{publish.publisher, publish.users.empty()};
            const auto before = lastOf.find(key);
            if (before != lastOf.end() && before->second > std::max(sessionBegin, lastGap)) {
                for (int n = device.entries[before->second].number + 1; n < entry.number; ++n) {
                    const Publish& other = m_ledger.m_publishes[std::size_t(n)];
                    m_verdict.pastSilent += other.answer == Answer::Past
                        && other.publisher == publish.publisher
                        && other.users.empty() == publish.users.empty()
                        && other.concerns(device.user) && !first.contains(n);
                }
            }
            lastOf[key] = i;
        }
    }

    QByteArray tell(const Entry& entry) const
    {
        const QByteArray at = "    " + QByteArray::number(msBetween(m_begin, entry.at)) + " ms  ";
        if (entry.kind == Entry::Kind::Open)
            return at + "(opened)\n";
        if (entry.kind == Entry::Kind::Gap)
            return at + "gap from " + textOf(entry.from) + " to " + textOf(entry.to) + '\n';
        const Publish& publish = m_ledger.m_publishes[std::size_t(entry.number)];
        return at + '#' + QByteArray::number(entry.number) + " (" + textOf(publish.id)
            + (publish.users.empty() ? ", everyone" : ", own") + ") under id "
            + (entry.wireId.isEmpty() ? "none" : entry.wireId) + '\n';
    }

    void find(const QByteArray& what, int number, int publishNumber, std::size_t at)
    {
        if (m_verdict.finds.size() >= MostFinds)
            return;
        const Device& device = m_ledger.m_devices[std::size_t(number)];
        const Publish& publish = m_ledger.m_publishes[std::size_t(publishNumber)];
        QByteArray text = what + ": device " + QByteArray::number(number) + " of user "
            + QByteArray::number(device.user) + ", #" + QByteArray::number(publishNumber)
            + (publish.users.empty() ? " to everyone" : " to users")
            + (publish.isBatched ? ", batched" : "") + ", id " + textOf(publish.id) + ", sent at "
            + QByteArray::number(msBetween(m_begin, publish.sentAt)) + " ms, answered after "
            + QByteArray::number(publish.answeredAt == Time::max()
                    ? -1
                    : msBetween(publish.sentAt, publish.answeredAt))
            + " ms\n  the device around it:\n";
        constexpr std::size_t Around = 6;
        for (std::size_t i = at > Around ? at - Around : 0;
             i < std::min(at + Around, device.entries.size()); ++i)
            text += tell(device.entries[i]);
        text += "  gaps told since it was sent:\n";
        for (std::size_t i = 0; i < std::min(at, device.entries.size()); ++i) {
            if (device.entries[i].kind == Entry::Kind::Gap && device.entries[i].at > publish.sentAt)
                text += tell(device.entries[i]);
        }
        text += "  faults before:\n";
        QByteArrayList faults;
        for (const Fault& fault : m_ledger.m_faults) {
            if (fault.at <= (at < device.entries.size() ? device.entries[at].at : Time::max())
                && (fault.device == Everyone || fault.device == number))
                faults.append("    " + QByteArray::number(msBetween(m_begin, fault.at)) + " ms  "
                    + fault.kind.toUtf8() + '\n');
        }
        text += faults.mid(std::max(0, int(faults.size()) - 8)).join();
        m_verdict.finds.append(text);
    }

    void sumUp()
    {
        Row& sum = m_verdict.sum;
        sum.kind = QStringLiteral("all");
        for (const Row& row : m_verdict.rows) {
            sum.faults += row.faults;
            sum.published += row.published;
            sum.owed += row.owed;
            sum.delivered += row.delivered;
            sum.told += row.told;
            sum.lost += row.lost;
            sum.twice += row.twice;
            sum.outOfOrder += row.outOfOrder;
        }
    }

    const Ledger& m_ledger;
    Verdict& m_verdict;
    const QString m_none = QStringLiteral("(none yet)");
    std::map<QString, std::size_t> m_rowOf;
    std::map<int, std::vector<const Fault*>> m_faultsOf; // by device
    Time m_begin{};
};

Ledger::Verdict Ledger::verdict() const
{
    const std::lock_guard lock(m_mutex);
    Verdict verdict;
    Judge(*this, verdict);
    return verdict;
}

QByteArray Ledger::Verdict::table() const
{
    constexpr int KindWidth = 34;
    constexpr int Width = 11;
    const auto cells = [](const QByteArrayList& values) -> QByteArray {
        QByteArray text;
        for (const QByteArray& value : values)
            text += value.rightJustified(Width);
        return text + '\n';
    };
    QByteArray text = '\n' + QByteArray("after").leftJustified(KindWidth)
        + cells(QByteArrayList{
            "faults", "published", "owed", "delivered", "told", "lost", "twice", "unordered"});
    std::vector<Row> all = rows;
    all.push_back(sum);
    for (const Row& row : all) {
        QByteArrayList figures;
        for (const std::int64_t figure : {std::int64_t(row.faults), row.published, row.owed,
                 row.delivered, row.told, row.lost, row.twice, row.outOfOrder})
            figures.append(QByteArray::number(qlonglong(figure)));
        text += row.kind.toUtf8().leftJustified(KindWidth) + cells(figures);
    }
    const auto line = [&](const char* name, std::int64_t figure) {
        text += QByteArray(name) + ": " + QByteArray::number(qlonglong(figure)) + '\n';
    };
    line("sessions", sessions);
    line("deliveries of what was published before the session", resumed);
    line("gaps told", gaps);
    line("publishes refused or not answered", uncertain);
    line("deliveries of them", uncertainDelivered);
    line("published past Fanlight", past);
    line("deliveries of them", pastDelivered);
    line("of these, once more", pastTwice);
    line("missing of them between two of one session, not told", pastSilent);
    line("events nobody published", foreign);
    return text;
}

} // namespace fanlight::testing
