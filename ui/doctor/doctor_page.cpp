// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "doctor/doctor_page.h"

#include "curl_line.h"
#include "doctor/certificate_fields.h"
#include "doctor/finding_card.h"
#include "http/access_policy.h"
#include "hub/connection_filter.h"
#include "hub/hub_port.h"
#include "ui_state.h"
#include "widgets/empty_state.h"
#include "widgets/flow_layout.h"
#include "widgets/key_notes.h"
#include "widgets/pill.h"
#include "widgets/segmented.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>

#include <algorithm>
#include <array>

namespace fanlight {
namespace {

constexpr int Spacing = 12;
constexpr qsizetype MostAddress = 2000; // characters
constexpr std::array<std::chrono::seconds, 3> IdleLimits{
    {std::chrono::seconds(0), std::chrono::seconds(75), std::chrono::seconds(300)}};
constexpr int FirstIdle = 1;
constexpr int HttpPort = 80;
constexpr int HttpsPort = 443;
constexpr std::chrono::seconds SilenceSpare{30}; // a silence the doctor did not end is over then
const QString AddressKey = QStringLiteral("doctor/address");
const QString OriginKey = QStringLiteral("doctor/origin");
const QString CookiesKey = QStringLiteral("doctor/cookies");
const QString IdleKey = QStringLiteral("doctor/idle");
const QString ServerKey = QStringLiteral("doctor/server");

QString ownAddress(const HubStatus& status)
{
    return hubUrl(status) + QStringLiteral("/api/notifications");
}

// What came of it, in one line, wherever it is told.
QString outcomeText(const DoctorSummary& summary, bool running)
{
    QStringList parts;
    if (summary.bad > 0)
        parts << DoctorPage::tr("%n thing(s) to change", nullptr, summary.bad);
    if (summary.advice > 0)
        parts << (summary.bad > 0
                ? DoctorPage::tr("%1 to consider").arg(summary.advice)
                : DoctorPage::tr("%n thing(s) to consider", nullptr, summary.advice));
    if (summary.notTried > 0 && !running)
        parts << DoctorPage::tr("%1 not tried").arg(summary.notTried);
    const QString text = parts.join(QStringLiteral(", "));
    if (running)
        return text.isEmpty() ? DoctorPage::tr("Examining…")
                              : DoctorPage::tr("Examining… %1 so far").arg(text);
    return text.isEmpty() ? DoctorPage::tr("All is as it should be") : text;
}

} // namespace

DoctorPage::DoctorPage(HubPort& hub, const Theme& theme, UiState& state, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_gate(hub)
    , m_state(state)
    , m_status(hub.status())
    , m_doctor(std::make_unique<Doctor>(makeHubSide()))
    , m_address(new QLineEdit)
    , m_origin(new QLineEdit)
    , m_certificate(new CertificateFields(state))
    , m_cookies(new QCheckBox(tr("Pages send coo&kies")))
    , m_trust(new QCheckBox(tr("&Trust any certificate")))
    , m_idle(new Segmented({tr("Off"), tr("75 s"), tr("5 min")}))
    , m_examine(new QPushButton)
    , m_problem(new QLabel)
    , m_summary(new Pill(theme))
    , m_copy(new QPushButton(tr("&Copy report")))
    , m_save(new QPushButton(tr("&Save report…")))
    , m_empty(new EmptyState(theme))
    , m_stack(new QStackedWidget)
    , m_export(
          tr("Save the report"), QStringLiteral("setup-doctor.md"),
          [this]() -> TableExport::Content {
              const QByteArray text = doctorReport(m_shownSettings, m_shown, true).toUtf8();
              return {[text](QIODevice& device) {
                          return device.write(text) < 0 ? device.errorString() : QString();
                      },
                  tr("report")};
          },
          this, tr("Markdown (*.md)"))
{
    m_address->setText(keptAddress());
    m_origin->setText(state.value(OriginKey).toString());
    m_cookies->setChecked(state.value(CookiesKey, true).toBool());
    m_idle->setCurrent(state.value(IdleKey, FirstIdle).toInt());

    auto* teaching = new Card;
    teaching->body()->addWidget(m_empty);
    m_stack->addWidget(teaching);
    m_stack->addWidget(makeFindings(theme, state));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(Spacing);
    column->addWidget(makeForm());
    column->addWidget(m_stack, 1);

    connect(m_examine, &QPushButton::clicked, this, [this] {
        if (m_doctor->isRunning())
            m_doctor->cancel();
        else
            examine();
    });
    for (QLineEdit* edit : {m_address, m_origin}) {
        connect(edit, &QLineEdit::returnPressed, this, [this] {
            if (!m_doctor->isRunning())
                examine();
        });
        connect(edit, &QLineEdit::textEdited, this, [this] { setProblem({}); });
    }
    connect(m_certificate, &CertificateFields::edited, this, [this] { setProblem({}); });
    connect(m_certificate, &CertificateFields::entered, m_examine, [this] {
        if (!m_doctor->isRunning())
            examine();
    });
    auto* cancel
        = new QShortcut(Qt::Key_Escape, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    explainKey(*cancel, tr("Cancel the examination"));
    connect(cancel, &QShortcut::activated, this, [this] { m_doctor->cancel(); });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(doctorReport(m_shownSettings, m_shown, false));
        Q_EMIT lastAction(tr("report of the setup doctor copied"));
    });
    connect(m_save, &QPushButton::clicked, &m_export, &TableExport::askWhere);
    connect(&m_export, &TableExport::done, this, &DoctorPage::lastAction);
    connect(m_doctor.get(), &Doctor::changed, this, [this] {
        if (isVisible())
            showFindings(m_doctor->settings(), m_doctor->findings(), m_doctor->isRunning());
    });
    connect(m_doctor.get(), &Doctor::finished, this, &DoctorPage::finish);
    connect(&hub, &HubPort::statusChanged, this, &DoctorPage::takeStatus);
    m_gate.show(HubPort::Ability::Publish, std::initializer_list<QWidget*>{m_examine});
    connect(&m_gate, &AbilityGate::changed, this, &DoctorPage::takeAbilities);
    setProblem({});
    takeStatus(hub.status());
    takeAbilities();
}

DoctorPage::~DoctorPage() = default;

QWidget* DoctorPage::makeForm()
{
    m_address->setAccessibleName(tr("Address of the hub"));
    m_address->setPlaceholderText(QStringLiteral("https://app.example/api/notifications"));
    m_address->setMaxLength(MostAddress);
    m_origin->setAccessibleName(tr("Origin of the pages"));
    m_origin->setPlaceholderText(QStringLiteral("https://app.example"));
    m_origin->setToolTip(tr(
        "Scheme, name and port of the pages that read the stream; empty: CORS is not looked at"));
    m_origin->setMaxLength(MostAddress);
    m_cookies->setToolTip(tr("As new EventSource(url, {withCredentials: true}) does"));
    m_trust->setToolTip(tr("For a certificate of your own while you try. Not remembered."));
    m_idle->setAccessibleName(tr("How long a silent stream is watched"));
    m_idle->setToolTip(tr("How long a silent stream is watched"));
    setLook(*m_examine, "primary");
    for (const QString& text : {tr("Cance&l"), tr("E&xamine")}) { // wide enough for either
        m_examine->setText(text);
        m_examine->setMinimumWidth(
            std::max(m_examine->minimumWidth(), m_examine->sizeHint().width()));
    }
    setLook(*m_problem, "bad");
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);

    const auto label = [](const QString& text, QWidget* buddy) {
        auto* result = new QLabel(text);
        setLook(*result, "dim");
        result->setBuddy(buddy);
        return result;
    };
    auto* options = new FlowLayout(16, 6);
    options->addWidget(m_cookies);
    options->addWidget(m_trust);
    options->addStretch();
    options->addTogether(label(tr("&Watch a silent stream for"), m_idle), m_idle);
    auto* card = new Card;
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->addWidget(label(tr("&Address"), m_address), 0, 0);
    grid->addWidget(m_address, 0, 1);
    grid->addWidget(m_examine, 0, 2);
    grid->addWidget(m_problem, 1, 1);
    grid->addWidget(label(tr("&Origin of pages"), m_origin), 2, 0);
    grid->addWidget(m_origin, 2, 1);
    grid->addWidget(label(tr("Client ce&rtificate"), m_certificate), 3, 0);
    grid->addWidget(m_certificate, 3, 1);
    grid->addLayout(options, 4, 1, 1, 2);
    grid->setColumnStretch(1, 1);
    card->body()->addLayout(grid);
    QWidget* before = m_address;
    for (QWidget* next : std::initializer_list<QWidget*>{m_examine, m_origin, m_certificate}) {
        setTabOrder(before, next);
        before = next;
    }
    before = m_certificate->findChildren<QPushButton*>().constLast();
    for (QWidget* next : std::initializer_list<QWidget*>{m_cookies, m_trust, m_idle}) {
        setTabOrder(before, next);
        before = next;
    }
    return card;
}

QWidget* DoctorPage::makeFindings(const Theme& theme, UiState& state)
{
    auto* head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_summary);
    head->addStretch(1);
    head->addWidget(m_copy);
    head->addWidget(m_save);
    auto* list = new QWidget;
    auto* cards = new QVBoxLayout(list);
    cards->setContentsMargins({});
    cards->setSpacing(8);
    for (int i = 0; i < DoctorCheckCount; ++i) {
        auto* card = new FindingCard(DoctorFinding::Check(i), theme);
        card->chooseServer(state.value(ServerKey).toString());
        // Who changes one server changes it everywhere.
        connect(card, &FindingCard::serverChosen, this, [this](const QString& server) {
            m_state.setValue(ServerKey, server);
            for (FindingCard* each : m_cards)
                each->chooseServer(server);
        });
        connect(card, &FindingCard::copied, this, &DoctorPage::lastAction);
        cards->addWidget(card);
        m_cards.push_back(card);
    }
    cards->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    list->setAutoFillBackground(false);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(scroll, 1);
    return content;
}

// Publishes past the proxy, and has the hub fall silent towards one user by a fault that is nobody
// else's.
Doctor::HubSide DoctorPage::makeHubSide()
{
    Doctor::HubSide side;
    side.publish = [this](const QString& userId, const QByteArray& text,
                       std::function<void(const QString&, const QString&)> done) {
        PublishRequest request;
        request.userIds = {userId};
        request.data = text;
        request.batch.windowMs = 0;
        request.isOwn = true;
        m_hub.publish(request, [done = std::move(done)](const PublishResult& result) {
            done(result.error, result.id);
        });
    };
    side.silence = [this](const QString& userId, bool silent,
                       std::function<void(const QString&)> done) {
        if (!silent) {
            if (const quint64 fault = m_silenced.take(userId))
                m_hub.endFault(fault);
            return done({});
        }
        if (const QString why = m_gate.blocked(HubPort::Ability::BreakOnPurpose); !why.isEmpty())
            return done(why);
        Fault fault;
        fault.kind = FaultKind::HalfOpen;
        fault.origin = Fault::Origin::Doctor;
        fault.filter = QStringLiteral("user:") + userId;
        fault.lasts = settings().idleLimit + SilenceSpare;
        m_silenced.insert(userId, 0);
        m_hub.beginFault(fault,
            [page = QPointer(this), &hub = m_hub, userId, done = std::move(done)](
                const QString& error, const Fault& begun) {
                if (!page || !page->m_silenced.contains(userId)) { // it is not wanted any more
                    if (error.isEmpty())
                        hub.endFault(begun.id);
                    return;
                }
                if (error.isEmpty())
                    page->m_silenced.insert(userId, begun.id);
                else
                    page->m_silenced.remove(userId);
                done(error);
            });
    };
    side.addressOf = [this](const QString& userId, std::function<void(const QString&)> done) {
        m_hub.findConnections(ConnectionFilter::ofUser(userId), 2,
            [userId, done = std::move(done)](const ConnectionSnapshotPtr& snapshot) {
                const auto found = std::find_if(snapshot->rows.begin(), snapshot->rows.end(),
                    [&](const ConnectionRow& row) { return row.userId == userId; });
                done(found == snapshot->rows.end() ? QString() : found->address);
            });
    };
    return side;
}

// The window's own token goes to the hub's own names alone, and not in the clear over a network. Of
// a hub elsewhere that is the address the window has it at: what listens here is another.
bool DoctorPage::mayShowToken(const QUrl& url) const
{
    const std::string host = url.host(QUrl::FullyEncoded).toStdString();
    if (!m_gate.isOwn()) {
        const QUrl known(m_status.url);
        const int usual = url.scheme() == QLatin1String("https") ? HttpsPort : HttpPort;
        return url.scheme() == known.scheme() && url.host() == known.host()
            && url.port(usual) == known.port(usual)
            && (usual == HttpsPort || http::isLoopbackName(host));
    }
    if (http::isLoopbackName(host))
        return true;
    std::vector<std::string> names;
    for (const QString& name : m_hub.options().hostNames)
        names.push_back(name.toStdString());
    return url.scheme() == QLatin1String("https")
        && http::AccessPolicy(names, {}, false).allowsHost(host);
}

DoctorSettings DoctorPage::settings() const
{
    const HubOptions& hub = m_hub.options();
    DoctorSettings result;
    result.isInWindow = true;
    result.origin = m_origin->text().trimmed();
    result.withCredentials = m_cookies->isChecked();
    result.trustAnyCertificate = m_trust->isChecked();
    result.certificate = m_certificate->certificate();
    result.idleLimit = IdleLimits.at(std::size_t(m_idle->current()));
    result.heartbeat = hub.heartbeat;
    result.trustedProxies = hub.trustedProxies;
    result.maxLifetime = hub.maxLifetime;
    result.keepsHistory = hub.historyCount > 0 && hub.historyAge.count() > 0;
    if (const QUrl url(m_status.url); url.isValid() && !url.authority().isEmpty())
        result.address = url.authority();
    return result;
}

QString DoctorPage::keptAddress() const
{
    return m_gate.isOwn() ? m_state.value(AddressKey).toString() : QString();
}

void DoctorPage::takeAbilities()
{
    if (!m_gate.isOpen(HubPort::Ability::Publish) && m_doctor->isRunning())
        m_doctor->cancel();
    refresh();
}

void DoctorPage::examine()
{
    QString problem;
    if (!m_gate.isOpen(HubPort::Ability::Publish))
        return setProblem(m_gate.blocked(HubPort::Ability::Publish));
    DoctorSettings wish = settings();
    wish.url = hubUrlFromText(m_address->text(), &problem);
    if (problem.isEmpty() && m_status.state != HubState::Listening)
        problem = tr("The hub is not listening; start it first.");
    if (mayShowToken(wish.url))
        wish.bearer = m_hub.ownToken().toUtf8();
    QWidget* at = m_address;
    if (problem.isEmpty()) {
        problem = m_certificate->problem();
        at = m_certificate;
    }
    setProblem(problem);
    if (!problem.isEmpty()) {
        at->setFocus(Qt::OtherFocusReason);
        return;
    }
    keep();
    m_doctor->start(wish);
    refresh();
}

void DoctorPage::keep()
{
    QString problem;
    const bool own = m_address->text() == ownAddress(m_status);
    // Not the hub's own, which may be another one on the next start; and no password.
    if (m_gate.isOwn())
        m_state.setValue(AddressKey,
            own ? QString()
                : hubUrlFromText(m_address->text(), &problem)
                      .toString(QUrl::RemoveUserInfo | QUrl::FullyEncoded));
    m_state.setValue(OriginKey, m_origin->text().trimmed());
    m_certificate->keep();
    m_state.setValue(CookiesKey, m_cookies->isChecked());
    m_state.setValue(IdleKey, m_idle->current());
}

void DoctorPage::finish()
{
    Q_EMIT lastAction(
        tr("setup doctor: %1").arg(outcomeText(summarize(m_doctor->findings()), false)));
    refresh();
}

void DoctorPage::takeStatus(const HubStatus& status)
{
    const bool followed = m_address->text().isEmpty() || m_address->text() == ownAddress(m_status);
    const bool begins
        = status.state == HubState::Listening && m_status.state != HubState::Listening;
    m_status = status;
    if (followed && status.state == HubState::Listening && keptAddress().isEmpty())
        m_address->setText(ownAddress(status));
    if (begins)
        setProblem({});
    refresh();
}

void DoctorPage::setProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_address->setAccessibleDescription(problem);
}

void DoctorPage::refresh()
{
    const bool running = m_doctor->isRunning();
    m_examine->setText(running ? tr("Cance&l") : tr("E&xamine"));
    m_examine->setEnabled(running || m_gate.isOpen(HubPort::Ability::Publish));
    for (QLineEdit* edit : {m_address, m_origin, m_certificate->fileEdit(),
             m_certificate->keyEdit()}) // which keep the focus
        edit->setReadOnly(running);
    for (QWidget* input : std::initializer_list<QWidget*>{m_cookies, m_trust, m_idle})
        input->setEnabled(!running);
    if (!m_shown.empty())
        return;
    m_empty->set(tr("Does it still work through your proxy?"),
        tr("Give the address under which browsers reach this hub. The doctor opens streams there "
           "as a browser does, "
           "publishes a few events to a user of its own, and says what holds them back, cuts them "
           "off or keeps pages "
           "from reading them, and what to change in nginx, Apache httpd, Caddy, HAProxy, Traefik, "
           "AWS or Cloudflare."),
        {});
}

void DoctorPage::showFindings(
    const DoctorSettings& settings, const std::vector<DoctorFinding>& findings, bool running)
{
    m_shownSettings = settings;
    m_shown = findings;
    refresh();
    m_stack->setCurrentIndex(findings.empty() ? 0 : 1);
    for (const DoctorFinding& finding : findings)
        card(finding.check)->show(finding);
    const DoctorSummary summary = summarize(findings);
    m_summary->set(summary.bad > 0            ? Pill::Tone::Bad
            : summary.advice > 0              ? Pill::Tone::Warning
            : running || summary.notTried > 0 ? Pill::Tone::Neutral
                                              : Pill::Tone::Good,
        outcomeText(summary, running));
    m_copy->setEnabled(!running);
    m_save->setEnabled(!running);
}

void DoctorPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_doctor->findings().empty())
        showFindings(m_doctor->settings(), m_doctor->findings(), m_doctor->isRunning());
}

void DoctorPage::saveReport(const QString& path)
{
    m_export.saveTo(path);
}

QString DoctorPage::summaryText() const
{
    return m_summary->text();
}

QString DoctorPage::problemText() const
{
    return m_problem->text();
}

} // namespace fanlight
