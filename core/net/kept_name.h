// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace fanlight {

// A name in sixteen bytes: itself, if it has at most fifteen, else where it is. Neither moves nor
// is copied. Any thread, while nobody sets it.
class KeptName {
public:
    KeptName() = default;
    explicit KeptName(std::string_view name) { *this = name; }
    KeptName(const KeptName&) = delete;
    KeptName& operator=(const KeptName&) = delete;
    ~KeptName() { clear(); }

    KeptName& operator=(std::string_view name)
    {
        clear();
        if (name.size() <= Most) {
            name.copy(m_bytes.data(), name.size());
            m_bytes[Most] = static_cast<char>(name.size());
            return *this;
        }
        char* const elsewhere = new char[name.size()];
        name.copy(elsewhere, name.size());
        const std::size_t size = name.size();
        std::memcpy(m_bytes.data(), &elsewhere, sizeof elsewhere);
        std::memcpy(m_bytes.data() + sizeof elsewhere, &size, Most - sizeof elsewhere);
        m_bytes[Most] = Elsewhere;
        return *this;
    }
    std::string_view view() const
    {
        if (!isElsewhere())
            return {m_bytes.data(), static_cast<std::size_t>(m_bytes[Most])};
        std::size_t size = 0;
        std::memcpy(&size, m_bytes.data() + sizeof(char*), Most - sizeof(char*));
        return {elsewhere(), size};
    }
    operator std::string_view() const { return view(); }
    bool operator==(std::string_view other) const { return view() == other; }
    std::string text() const { return std::string(view()); }
    std::size_t bytesElsewhere() const { return isElsewhere() ? view().size() : 0; }

private:
    static constexpr std::size_t Most = 15; // bytes
    static constexpr char Elsewhere = 16; // where the size of one that is here stands

    bool isElsewhere() const { return m_bytes[Most] == Elsewhere; }
    char* elsewhere() const
    {
        char* there = nullptr;
        std::memcpy(&there, m_bytes.data(), sizeof there);
        return there;
    }
    void clear()
    {
        if (isElsewhere())
            delete[] elsewhere();
        m_bytes[Most] = 0;
    }

    // One elsewhere: its address, seven bytes of its size (the lowest ones first), Elsewhere.
    alignas(std::uint64_t) std::array<char, Most + 1> m_bytes{};
};
static_assert(sizeof(KeptName) == 16);

} // namespace fanlight
