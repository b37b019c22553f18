// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "doctor/front_diagnosis.h"

#include <functional>

namespace fanlight {

// A question for the stream of a user, as browsers ask it; with Last-Event-ID in its field or in
// the query, unless it is empty.
EventProbe::Request streamRequest(const DoctorSettings& settings, const QString& userId,
    const QString& lastEventId, bool inQuery);

// What stands in front of a hub, looked at beside the doctor's streams: the certificate, whether a
// proof gets through, whom the hub takes for the client. Four requests at most, and the two
// connections of CertificateProbe. The doctor's thread; its destructor breaks all off.
class FrontLook {
public:
    using Fields = std::vector<std::pair<QByteArray, QByteArray>>;
    // Asks for the stream of a user, with these fields beside those of every request.
    using Ask = std::function<std::unique_ptr<EventProbe>(const QString& user, const Fields&)>;
    using AddressOf = std::function<void(
        const QString& userId, std::function<void(const QString& address)> done)>;

    // `id`: what the names of users begin with. `fromUser`: whose stream says that it comes from
    // elsewhere, with `proof`. `addressOf`: null: it cannot be asked.
    FrontLook(const DoctorSettings& settings, const QString& id, const QString& fromUser,
        const Fields& proof, const Ask& ask, AddressOf addressOf);

    bool isIn() const; // all but the address
    void askAddress(); // once the hub has that stream; it is asked once
    // As far as anything has come.
    std::vector<DoctorFinding> findings() const;

private:
    const DoctorSettings m_settings;
    const QString m_fromUser;
    AddressOf m_addressOf;
    std::unique_ptr<EventProbe> m_bare; // shows no proof
    std::unique_ptr<EventProbe> m_cookie; // shows one that is none
    std::unique_ptr<EventProbe> m_bearer; // likewise
    std::unique_ptr<EventProbe> m_from; // says that it comes from elsewhere
    std::unique_ptr<CertificateProbe> m_certificate;
    std::shared_ptr<QString> m_address; // the hub has for that one; null: it was not asked
};

// What a browser asks before a page of another origin may read the stream; with the fields of all
// that page's requests.
EventProbe::Request preflightRequest(
    const DoctorSettings& settings, const FrontLook::Fields& pageHeaders);

} // namespace fanlight
