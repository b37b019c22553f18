// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/token_dialog.h"

#include "curl_line.h"
#include "format.h"
#include "hub/hub_port.h"
#include "theme/theme.h"
#include "widgets/key_notes.h"
#include "widgets/label.h"
#include "widgets/segmented.h"

#include <QClipboard>
#include <QDateTime>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollArea>
#include <QUrl>
#include <QVBoxLayout>

#include <array>

namespace fanlight {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::array<std::chrono::seconds, 4> TokenLifetimes{1min, 10min, 1h, 24h};
enum TokenUse : std::size_t { TokenItself, TokenUrl, TokenCurl, TokenPage };
enum ProofKind { KindToken, KindTicket };
constexpr int LongestOfTickets = 2; // among the lifetimes: an hour
constexpr int UseHeight = 46;
constexpr int LeastWidth = 600;

// A text as a page's script writes it.
QString scriptText(const QString& text)
{
    const QByteArray array
        = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact); // ["…"]
    return QString::fromUtf8(array.sliced(1, array.size() - 2));
}

} // namespace

TokenDialog::TokenDialog(HubPort& hub, const Theme& theme, QWidget* parent)
    : QDialog(parent)
    , m_hub(hub)
    , m_kind(new Segmented({tr("Token"), tr("Ticket")}))
    , m_user(new QLineEdit)
    , m_lifetime(new Segmented({tr("1 min"), tr("10 min"), tr("1 h"), tr("24 h")}))
    , m_make(new QPushButton(tr("&Make")))
    , m_state(makeWrappedLabel("dim"))
{
    setWindowTitle(tr("A token or a ticket for a user"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_kind->setAccessibleName(tr("What is made"));
    m_kind->setToolTip(tr("A token is signed and good for any number of streams until it expires; "
                          "a ticket opens one stream, and may stand in a URL."));
    m_user->setAccessibleName(tr("User id"));
    m_user->setPlaceholderText(tr("42"));
    m_lifetime->setAccessibleName(tr("How long it lives"));
    m_lifetime->setCurrent(1);
    setLook(*m_make, "primary");
    m_make->setDefault(true);
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(14);
    form->addRow(tr("What"), m_kind);
    form->addRow(tr("&User id"), m_user);
    form->addRow(tr("&Lives for"), m_lifetime);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addLayout(form);
    column->addWidget(m_make, 0, Qt::AlignRight);
    column->addWidget(m_state);
    for (const QString& name : {tr("By itself"), tr("URL"), tr("curl"), tr("In a page")})
        addUse(name, theme, *column);
    column->addStretch(1);
    setMinimumWidth(LeastWidth);
    connect(m_kind, &Segmented::changed, this, [this] {
        forget();
        m_state->clear();
        setKinds();
        update();
        fitHeight();
    });
    connect(m_user, &QLineEdit::textChanged, this, &TokenDialog::update);
    connect(m_make, &QPushButton::clicked, this, &TokenDialog::make);
    connect(&hub, &HubPort::statusChanged, this, &TokenDialog::update);
    forget();
    update();
    fitHeight();
    m_user->setFocus();
}

void TokenDialog::addUse(const QString& name, const Theme& theme, QVBoxLayout& column)
{
    const Use use{makeLabel(name, "dim"), new QPlainTextEdit, new QPushButton(tr("Copy"))};
    setLook(*use.text, "code");
    use.text->setFont(theme.monospace());
    use.text->setReadOnly(true);
    use.text->setTabChangesFocus(true);
    use.text->setWordWrapMode(QTextOption::WrapAnywhere);
    use.text->setFixedHeight(UseHeight);
    use.text->setAccessibleName(name);
    setLook(*use.copy, "small");
    use.copy->setAccessibleName(tr("Copy: %1").arg(name));
    use.copy->setAutoDefault(false);
    auto* head = new QHBoxLayout;
    head->addWidget(use.name);
    head->addStretch();
    head->addWidget(use.copy);
    column.addLayout(head);
    column.addWidget(use.text);
    connect(use.copy, &QPushButton::clicked, this, [this, text = use.text, name] {
        QGuiApplication::clipboard()->setText(text->toPlainText());
        Q_EMIT lastAction(tr("copied: %1", "what was copied").arg(name));
    });
    m_uses.push_back(use);
}

void TokenDialog::setUse(std::size_t use, const QString& text)
{
    m_uses[use].text->setPlainText(text);
    for (QWidget* widget : {static_cast<QWidget*>(m_uses[use].name),
             static_cast<QWidget*>(m_uses[use].text), static_cast<QWidget*>(m_uses[use].copy)})
        widget->setVisible(!text.isEmpty());
}

void TokenDialog::forget()
{
    for (std::size_t use = 0; use < m_uses.size(); ++use)
        setUse(use, {});
}

void TokenDialog::takeAccess(const AccessSnapshot& access)
{
    m_access = access;
    setKinds();
    update();
}

void TokenDialog::update()
{
    const HubPort::Ability ability = m_kind->current() == KindTicket
        ? HubPort::Ability::MakeTickets
        : HubPort::Ability::HandleTokens;
    m_make->setEnabled(!m_user->text().isEmpty() && m_hub.can(ability));
    m_make->setToolTip(m_hub.missing(ability));
}

// What this hub can make, and how long it may live.
void TokenDialog::setKinds()
{
    m_kind->setSegmentEnabled(
        KindToken, m_access.canMint, tr("This hub knows no secret to sign with (--jwt-secret)."));
    if (!m_access.canMint)
        m_kind->setCurrent(KindTicket);
    const bool isTicket = m_kind->current() == KindTicket;
    for (int i = LongestOfTickets + 1; i < int(TokenLifetimes.size()); ++i)
        m_lifetime->setSegmentEnabled(i, !isTicket, tr("A ticket is used within an hour."));
    if (isTicket && m_lifetime->current() > LongestOfTickets)
        m_lifetime->setCurrent(LongestOfTickets);
}

void TokenDialog::make()
{
    m_madeFor = m_user->text();
    if (m_kind->current() == KindTicket) {
        TicketWish wish;
        wish.userId = m_madeFor;
        wish.ttl = TokenLifetimes.at(std::size_t(m_lifetime->current()));
        m_hub.requestTicket(
            wish, [dialog = QPointer(this), number = ++m_asked](const TicketMade& made) {
                if (dialog && dialog->m_asked == number)
                    dialog->showTicket(made);
            });
        return;
    }
    m_hub.mintToken(m_madeFor, TokenLifetimes.at(std::size_t(m_lifetime->current())),
        [dialog = QPointer(this), number = ++m_asked](const MintedToken& minted) {
            if (dialog && dialog->m_asked == number)
                dialog->showMinted(minted);
        });
}

// As clients reach the hub, which behind a proxy or with a public name is not where it listens.
QString TokenDialog::baseUrl() const
{
    return m_access.front.isEmpty() ? hubUrl(m_hub.status()) : m_access.front;
}

void TokenDialog::showMinted(const MintedToken& minted)
{
    if (!minted.error.isEmpty())
        return showError(minted.error);
    setLook(*m_state, "dim");
    const QString stream = baseUrl() + u"/api/notifications"_s;
    const QString inUrl = stream + u"?token="_s + minted.token; // base64url needs no escapes
    const bool takesUrl = m_access.features.contains("jwt-in-url"_L1);
    QString state = tr("It opens the stream of %1 until %2. It is shown here only, and that it "
                       "was made stands in the audit.")
                        .arg(m_madeFor, format::dayAndClock(minted.expiresMs).chopped(4));
    if (!takesUrl)
        state += u' ' + tr("This hub takes no token in a URL (--jwt-in-url).");
    m_state->setText(state);
    setUse(TokenItself, minted.token);
    setUse(TokenUrl, takesUrl ? inUrl : QString());
    setUse(TokenCurl,
        u"curl -N -H "_s + shellQuoted(u"Authorization: Bearer "_s + minted.token) + u' '
            + shellQuoted(stream));
    setUse(TokenPage,
        takesUrl
            ? u"const events = new EventSource(%1);"_s.arg(scriptText(inUrl))
            : u"// on a page of the hub's own site, to which the cookie goes\n"
              u"document.cookie = %1;\nconst events = new EventSource(%2);"_s.arg(
                  scriptText(u"fanlight_token="_s + minted.token + u"; Path=/; SameSite=Strict"_s),
                  scriptText(u"/api/notifications"_s)));
    fitHeight();
}

void TokenDialog::showTicket(const TicketMade& made)
{
    if (!made.error.isEmpty())
        return showError(made.error);
    setLook(*m_state, "dim");
    m_state->setText(
        tr("It opens one stream of %1, used before %2; that stream's client may come back with "
           "it. It is shown here only, and that it was made stands in the audit.")
            .arg(m_madeFor,
                format::dayAndClock(QDateTime::currentMSecsSinceEpoch() + made.expiresInMs)
                    .chopped(4)));
    const QString url = baseUrl() + made.url;
    setUse(TokenItself, made.ticket);
    setUse(TokenUrl, url);
    setUse(TokenCurl, u"curl -N "_s + shellQuoted(url));
    setUse(TokenPage, u"const events = new EventSource(%1);"_s.arg(scriptText(url)));
    fitHeight();
}

// As high as what is shown now needs.
void TokenDialog::fitHeight()
{
    layout()->activate();
    resize(width(), layout()->totalHeightForWidth(width()));
}

void TokenDialog::showError(const QString& error)
{
    setLook(*m_state, "bad");
    m_state->setText(error);
    forget();
    fitHeight();
}

QString TokenDialog::stateText() const
{
    return m_state->text();
}

QStringList TokenDialog::shownLines() const
{
    QStringList lines;
    for (const Use& use : m_uses) {
        if (!use.text->isHidden())
            lines << use.text->toPlainText();
    }
    return lines;
}

} // namespace fanlight
