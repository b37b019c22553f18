// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/postgres_link.h"

#include <QHostInfo>

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;

namespace {

using PostgresClock = std::chrono::steady_clock;

// What PQconnectStartParams takes: names and values, which are kept here meanwhile.
class PostgresSettings {
public:
    void add(const char* name, const QString& value)
    {
        if (!value.isEmpty()) {
            m_names.push_back(name);
            m_values.push_back(value.toUtf8());
        }
    }
    PGconn* connect(const PostgresLibrary& library) const
    {
        std::vector<const char*> names = m_names;
        std::vector<const char*> values;
        for (const QByteArray& value : m_values)
            values.push_back(value.constData());
        names.push_back(nullptr);
        values.push_back(nullptr);
        return library.connectStartParams(names.data(), values.data(), 0);
    }

private:
    std::vector<const char*> m_names;
    std::vector<QByteArray> m_values;
};

QString postgresSeconds(std::chrono::milliseconds time)
{
    return QString::number(double(time.count()) / 1000);
}

} // namespace

void PostgresLink::Later::operator()(QSocketNotifier* notifier) const
{
    notifier->setEnabled(false);
    notifier->deleteLater();
}

PostgresLink::PostgresLink(const PostgresPlace& place)
    : m_place(place)
    , m_silence(this)
    , m_retry(this)
{
    m_silence.setSingleShot(true);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &PostgresLink::attempt);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        drop(u"%1 did not answer for %2 s."_s.arg(
            m_place.server(), postgresSeconds(m_place.replyPatience)));
    });
}

PostgresLink::~PostgresLink()
{
    close();
}

void PostgresLink::open()
{
    if (m_state != State::Closed)
        return;
    m_state = State::Waiting;
    m_pause = Milliseconds(0);
    m_retry.start(0);
}

void PostgresLink::close()
{
    m_retry.stop();
    finish();
    m_state = State::Closed;
    m_waiting.clear();
    m_current = {};
}

// ---------------------------------------------------------------- connecting

void PostgresLink::attempt()
{
    m_state = State::Connecting;
    m_url = m_place.url;
    QString problem;
    m_library = PostgresLibrary::find(&problem);
    if (m_library)
        problem = m_url.readPassword();
    if (!problem.isEmpty())
        return drop(problem);
    m_silence.start(m_place.replyPatience);
    lookUp();
}

// libpq would wait for the answer.
void PostgresLink::lookUp()
{
    m_unknown.clear();
    m_addresses = QList<QList<QHostAddress>>(m_url.hosts.size());
    m_lookUps = m_url.hosts.size();
    if (m_lookUps == 0)
        return connectNow();
    const unsigned session = m_session;
    for (qsizetype i = 0; i < m_url.hosts.size() && session == m_session; ++i) {
        const QString& name = m_url.hosts[i].name;
        if (const QHostAddress address(name); !address.isNull()) {
            looked(i, {address});
            continue;
        }
        QHostInfo::lookupHost(name, this, [this, session, i](const QHostInfo& info) {
            if (session == m_session && m_state == State::Connecting)
                looked(i, info.addresses());
        });
    }
}

void PostgresLink::looked(qsizetype host, const QList<QHostAddress>& addresses)
{
    m_addresses[host] = addresses.first(std::min(addresses.size(), MostAddresses));
    if (addresses.isEmpty())
        m_unknown = m_url.hosts[host].name;
    if (--m_lookUps == 0)
        connectNow();
}

void PostgresLink::connectNow()
{
    QStringList names, addresses, ports;
    const qsizetype first = m_attempts++; // whoever does not answer takes all the time there is
    for (qsizetype i = 0; i < m_addresses.size(); ++i) {
        const qsizetype turn = (first + i) % m_addresses.size();
        const SourceHost& host = m_url.hosts[turn];
        for (const QHostAddress& address : m_addresses[turn]) {
            names += host.name;
            addresses += address.toString();
            ports += QString::number(host.port == 0 ? PostgresPlace::Port : host.port);
        }
    }
    if (names.isEmpty() && !m_unknown.isEmpty())
        return drop(u"The host “%1” is not known."_s.arg(m_unknown));
    PostgresSettings settings;
    settings.add("host", names.isEmpty() ? m_place.socketFolder : names.join(u','));
    settings.add("hostaddr", addresses.join(u','));
    if (!m_place.socketFolder.isEmpty())
        ports = {QString::number(m_place.socketPort)};
    settings.add("port", ports.join(u','));
    settings.add("dbname", m_place.database);
    settings.add("user", m_url.user);
    settings.add("password", m_url.password);
    settings.add("sslmode", m_place.sslMode);
    settings.add("sslrootcert", m_place.caFile);
    settings.add("sslcert", m_place.certificateFile);
    settings.add("sslkey", m_place.keyFile);
    settings.add("client_encoding", u"UTF8"_s);
    settings.add("application_name", u"fanlight"_s);
    settings.add("target_session_attrs", u"read-write"_s); // of several hosts the primary
    settings.add("gssencmode", u"disable"_s); // which would wait for a server of Kerberos
    m_connection = settings.connect(*m_library);
    if (!m_connection)
        return drop(u"There is no memory for a connection to PostgreSQL."_s);
    if (m_library->status(m_connection) == CONNECTION_BAD)
        return drop(trouble());
    m_library->setNoticeReceiver(
        m_connection,
        [](void* link, const PGresult* notice) {
            auto* const self = static_cast<PostgresLink*>(link);
            const auto field = [&](int code) {
                const char* const text = self->m_library->resultErrorField(notice, code);
                return text ? std::string_view(text) : std::string_view();
            };
            if (field(PG_DIAG_SEVERITY_NONLOCALIZED) == "FATAL")
                self->m_farewell = field(PG_DIAG_MESSAGE_PRIMARY);
        },
        this);
    watch(false, true);
}

void PostgresLink::poll()
{
    m_reads.reset(); // libpq may have another socket now
    m_writes.reset();
    switch (m_library->connectPoll(m_connection)) {
    case PGRES_POLLING_READING:
        return watch(true, false);
    case PGRES_POLLING_WRITING:
        return watch(false, true);
    case PGRES_POLLING_OK:
        break;
    default:
        return drop(trouble());
    }
    if (m_library->setnonblocking(m_connection, 1) != 0)
        return drop(trouble());
    m_silence.stop();
    m_state = State::Ready;
    m_readySince = PostgresClock::now();
    watch(true, false);
    Q_EMIT ready();
}

void PostgresLink::watch(bool forReading, bool forWriting)
{
    const auto set = [this](Notifier& notifier, bool isWanted, QSocketNotifier::Type type,
                         void (PostgresLink::*then)()) {
        if (!isWanted)
            return notifier.reset();
        if (notifier)
            return;
        notifier.reset(new QSocketNotifier(m_library->socket(m_connection), type, this));
        connect(notifier.get(), &QSocketNotifier::activated, this, then);
    };
    const bool isReady = m_state == State::Ready;
    set(m_reads, forReading, QSocketNotifier::Read,
        isReady ? &PostgresLink::readable : &PostgresLink::poll);
    set(m_writes, forWriting, QSocketNotifier::Write,
        isReady ? &PostgresLink::flush : &PostgresLink::poll);
}

// ---------------------------------------------------------------- commands

void PostgresLink::send(const QByteArray& command, std::vector<std::string> parameters, Done done)
{
    if (m_state != State::Ready)
        return;
    m_waiting.push_back({command, std::move(parameters), std::move(done)});
    sendNext();
}

void PostgresLink::sendNext()
{
    if (m_isBusy || m_waiting.empty() || m_state != State::Ready)
        return;
    m_current = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_isBusy = true;
    std::vector<const char*> values;
    for (const std::string& parameter : m_current.parameters)
        values.push_back(parameter.c_str());
    if (m_library->sendQueryParams(m_connection, m_current.text.constData(), int(values.size()),
            nullptr, values.data(), nullptr, nullptr, 0)
        != 1)
        return drop(trouble());
    m_silence.start(m_place.replyPatience);
    flush();
}

void PostgresLink::flush()
{
    const int left = m_library->flush(m_connection);
    if (left < 0)
        return drop(trouble());
    watch(true, left == 1);
}

void PostgresLink::readable()
{
    const unsigned session = m_session;
    if (m_library->consumeInput(m_connection) != 1) {
        takeNotices(); // of which one may say why
        return session == m_session ? drop(trouble()) : void();
    }
    if (m_isBusy)
        m_silence.start(m_place.replyPatience);
    if (m_writes)
        flush();
    if (session == m_session)
        takeAnswers();
}

void PostgresLink::takeAnswers()
{
    const unsigned session = m_session;
    while (takeResults()) {
        answer();
        if (session != m_session)
            return;
        sendNext();
        if (session != m_session)
            return;
    }
    if (m_state == State::Ready)
        takeNotices();
}

// Whether all that belongs to the current command has come.
bool PostgresLink::takeResults()
{
    while (m_isBusy && m_library->isBusy(m_connection) == 0) {
        PGresult* const result = m_library->getResult(m_connection);
        if (!result)
            return true;
        const ExecStatusType status = m_library->resultStatus(result);
        if (m_result)
            m_library->clear(m_result); // the last one is the verdict
        m_result = result;
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH) {
            drop(u"%1 answers with what was not asked."_s.arg(m_place.server()));
            return false;
        }
    }
    return false;
}

void PostgresLink::answer()
{
    PGresult* const result = std::exchange(m_result, nullptr);
    const PostgresAnswer got(*m_library, result);
    if (!result || m_library->status(m_connection) == CONNECTION_BAD) {
        const QString reason = got.isError() ? got.message() : trouble();
        if (result)
            m_library->clear(result);
        return drop(reason);
    }
    m_isBusy = false;
    m_silence.stop();
    const Done done = std::exchange(m_current, {}).done;
    if (done)
        done(got);
    m_library->clear(result);
}

void PostgresLink::takeNotices()
{
    bool isTold = false;
    while (PGnotify* const notice = m_library->notifies(m_connection)) {
        isTold = true;
        m_library->freemem(notice);
    }
    if (isTold)
        Q_EMIT notified();
}

bool PostgresLink::wait(QDeadlineTimer deadline)
{
    while (m_state == State::Ready && m_isBusy) {
        pollfd one{m_library->socket(m_connection), short(POLLIN | (m_writes ? POLLOUT : 0)), 0};
        const int count = ::poll(&one, 1, int(deadline.remainingTime()));
        if (count == 0 || (count < 0 && errno != EINTR))
            return false;
        if (count < 0)
            continue;
        const unsigned session = m_session;
        if (one.revents & POLLOUT)
            flush();
        if (session == m_session && (one.revents & ~POLLOUT) != 0)
            readable();
    }
    return m_state == State::Ready;
}

QByteArray PostgresLink::quoted(const QString& identifier) const
{
    const QByteArray name = identifier.toUtf8();
    char* const text
        = m_library->escapeIdentifier(m_connection, name.constData(), std::size_t(name.size()));
    if (!text)
        return {};
    QByteArray copy(text);
    m_library->freemem(text);
    return copy;
}

QByteArray PostgresLink::quoted(const PostgresTable& table) const
{
    const QByteArray name = quoted(table.name);
    return table.schema.isEmpty() ? name : QByteArray(quoted(table.schema) + '.' + name);
}

bool PostgresLink::isUnicode() const
{
    const char* const encoding = m_library->parameterStatus(m_connection, "server_encoding");
    return encoding && QByteArrayView(encoding) == "UTF8";
}

// ---------------------------------------------------------------- the end

QString PostgresLink::trouble() const
{
    const QString said = PostgresAnswer::sentence(
        m_farewell.empty() ? m_library->errorMessage(m_connection) : std::string_view(m_farewell));
    return said.isEmpty() ? u"The connection to %1 was lost."_s.arg(m_place.server())
                          : QString(u"PostgreSQL: "_s % said);
}

void PostgresLink::finish()
{
    ++m_session;
    m_silence.stop();
    m_reads.reset();
    m_writes.reset();
    if (m_result)
        m_library->clear(std::exchange(m_result, nullptr));
    if (m_connection)
        m_library->finish(std::exchange(m_connection, nullptr));
    m_farewell.clear();
    m_isBusy = false;
    m_url.password.clear();
}

void PostgresLink::drop(const QString& reason)
{
    const bool lasted = m_state == State::Ready && PostgresClock::now() - m_readySince > MostPause;
    std::deque<Command> unanswered = std::exchange(m_waiting, {});
    if (m_isBusy)
        unanswered.push_front(std::exchange(m_current, {}));
    finish();
    m_state = State::Waiting;
    m_pause = lasted ? LeastPause : std::clamp(2 * m_pause, LeastPause, MostPause);
    m_retry.start(m_pause);
    const unsigned session = m_session;
    for (const Command& command : unanswered) {
        if (command.done && session == m_session)
            command.done(PostgresAnswer());
    }
    if (session == m_session)
        Q_EMIT lost(reason);
}

} // namespace fanlight
